package org.countersign.ui.preferences;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.ui.view.Failures;
import org.countersign.work.OwnFiles;
import org.countersign.work.SurroundingsException;
import org.countersign.work.WholeFile;

/// What a person chose, and the file that keeps it. A file that cannot be read or written is said and is never in the
/// way of work; what it holds that is not known here is kept.
public final class Preferences {
    private static final JsonMapper JSON = new JsonMapper();
    /// Nobody writes a larger one by hand, and no program does.
    private static final long LARGEST = 1 << 20;

    private final Path file;
    private final ReadOnlyObjectWrapper<Choices> choices = new ReadOnlyObjectWrapper<>(Choices.DEFAULT);
    private final ReadOnlyStringWrapper unwritten = new ReadOnlyStringWrapper("");
    private Optional<Path> aside = Optional.empty();

    /// Of one file, which need not be there.
    public Preferences(Path file) {
        this.file = file.toAbsolutePath();
        choices.set(ChoicesJson.read(read()));
    }

    /// Of whoever started this.
    public static Preferences ofThisPerson() {
        return new Preferences(OwnFiles.ofThisPerson(System.getenv()).settings());
    }

    /// The file.
    public Path file() {
        return file;
    }

    /// What was chosen.
    public ReadOnlyObjectProperty<Choices> choicesProperty() {
        return choices.getReadOnlyProperty();
    }

    /// The same, now.
    public Choices choices() {
        return choices.get();
    }

    /// Where a file that could not be read lies now; empty where there was none.
    public Optional<Path> aside() {
        return aside;
    }

    /// Why the last change is not kept; empty where it is.
    public ReadOnlyStringProperty unwrittenProperty() {
        return unwritten.getReadOnlyProperty();
    }

    /// Changes what was chosen, and keeps it: on what the file says by now, as another window may have written.
    public void change(UnaryOperator<Choices> change) {
        ObjectNode now = read();
        Choices before = ChoicesJson.read(now);
        Choices after = change.apply(before);
        ChoicesJson.write(before, after, now);
        // Where the file cannot be written, what was chosen holds for this window all the same.
        Choices shown = unwritten.get().isEmpty() ? after : change.apply(choices.get());
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            WholeFile.replacePrivate(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(now));
            unwritten.set("");
        } catch (IOException | SurroundingsException e) {
            unwritten.set(Failures.said(e));
        }
        choices.set(shown);
    }

    private ObjectNode read() {
        try {
            if (!Files.exists(file)) {
                return JSON.createObjectNode();
            }
            if (Files.size(file) <= LARGEST && tree() instanceof ObjectNode object) {
                return object;
            }
            setAside();
        } catch (JsonProcessingException damaged) {
            setAside();
        } catch (IOException e) {
            unwritten.set(Failures.said(e));
        }
        return JSON.createObjectNode();
    }

    private JsonNode tree() throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }

    private void setAside() {
        Path damaged = file.resolveSibling("settings-damaged.json");
        try {
            Files.move(file, damaged, StandardCopyOption.REPLACE_EXISTING);
            aside = Optional.of(damaged);
        } catch (IOException e) {
            unwritten.set(Failures.said(e));
        }
    }
}
