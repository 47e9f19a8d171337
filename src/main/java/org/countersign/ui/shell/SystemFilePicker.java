package org.countersign.ui.shell;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.countersign.ui.view.FilePicker;

/// The system's own dialog, over one window.
final class SystemFilePicker implements FilePicker {
    private final Stage stage;
    private final Consumer<String> documents;

    SystemFilePicker(Stage stage, Consumer<String> documents) {
        this.stage = stage;
        this.documents = documents;
    }

    @Override
    public boolean mail(URI message) {
        documents.accept(message.toString());
        return true;
    }

    @Override
    public Optional<Path> open(String title, String... endings) {
        return Optional.ofNullable(chooser(title, endings).showOpenDialog(stage))
                .map(File::toPath);
    }

    @Override
    public List<Path> openAll(String title, String... endings) {
        return Optional.ofNullable(chooser(title, endings).showOpenMultipleDialog(stage)).orElse(List.of()).stream()
                .map(File::toPath)
                .toList();
    }

    @Override
    public Optional<Path> folder(String title) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
    }

    @Override
    public Optional<Path> save(String title, String name) {
        FileChooser chooser = chooser(title, "*" + name.substring(name.lastIndexOf('.')));
        chooser.setInitialFileName(name);
        return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
    }

    private static FileChooser chooser(String title, String... endings) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(title, Arrays.asList(endings)));
        return chooser;
    }
}
