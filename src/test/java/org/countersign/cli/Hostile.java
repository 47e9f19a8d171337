package org.countersign.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One hostile input, and what the command line has to say of it.
///
/// @param code what the command line answers
/// @param place how its message begins, with `@` for the folder of the input
/// @param reason follows the place
/// @param remedy follows the reason
/// @param attack makes it
record Hostile(String name, int code, String place, String reason, String remedy, Attack attack) {
    static final int REFUSED = 3;
    static final int FAILED = 4;

    static final String EXPORT = "Export it again.";
    static final String WHOLE = "Export it again, whole.";
    static final String UTF_8 = "Export it again as UTF-8.";

    /// What is ready to be imported or pulled.
    ///
    /// @param address of a server; else empty. The message begins with it
    /// @param arguments after the program's name
    /// @param end of the server
    record Ready(String address, List<String> arguments, AutoCloseable end) {}

    /// Makes the input in a folder of its own; may add to the workspace what has to be there before.
    interface Attack {
        Ready begin(Commands house, Path folder) throws Exception;
    }

    /// Makes one path.
    interface Making {
        Path make(Path folder) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A file of these bytes.
    static Hostile file(String name, String file, byte[] bytes, String place, String reason, String remedy) {
        return path(name, folder -> Files.write(folder.resolve(file), bytes), place, reason, remedy);
    }

    /// A file of this text.
    static Hostile file(String name, String file, String text, String place, String reason, String remedy) {
        return file(name, file, bytes(text), place, reason, remedy);
    }

    /// A file or folder.
    static Hostile path(String name, Making making, String place, String reason, String remedy, String... more) {
        var command = new ArrayList<>(List.of("snapshot", "import", "--source", "slack"));
        command.addAll(List.of(more));
        return named(command, name, making, place, reason, remedy);
    }

    /// A file or folder that says that it is a provisioning log.
    static Hostile log(String name, Making making, String place, String reason, String remedy) {
        var command = List.of("provisioning-log", "import", "--source", "okta");
        return named(command, name, making, place, reason, remedy);
    }

    private static Hostile named(
            List<String> command, String name, Making making, String place, String reason, String remedy) {
        return new Hostile(name, REFUSED, place, reason, remedy, (house, folder) -> {
            var arguments = new ArrayList<>(command);
            arguments.add(making.make(folder).toString());
            return new Ready("", arguments, () -> {});
        });
    }
}
