package org.countersign.cli;

import static org.countersign.cli.Hostile.path;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.countersign.testkit.House;
import org.countersign.testkit.RawZip;
import org.countersign.testkit.Tools;

/// Paths that lead nowhere, in circles, or to what is no file.
final class HostileFolders {
    private static final String GOOD = "[" + House.active("1", "ada") + "]";

    private HostileFolders() {}

    static List<Hostile> all() {
        String nothing = "There is no .json, .ndjson, .jsonl, .csv, .tsv or .zip file here.";
        String others = "Name the files themselves.";
        String gone = "There is no such file or folder.";
        String name = "Check its name.";
        String pipe = "It is a pipe or a device, not a file.";
        String save = "Save what comes from it to a file first.";
        var all = new ArrayList<>(List.of(
                path("path: nothing", folder -> folder.resolve("users.json"), "@/users.json: ", gone, name),
                path("path: an empty folder", folder -> folder, "@: ", nothing, others),
                path(
                        "path: a folder that is called like a file",
                        folder -> Files.createDirectory(folder.resolve("users.json")),
                        "@/users.json: ",
                        nothing,
                        others),
                path("path: a folder of other files", HostileFolders::others, "@: ", nothing, others),
                path("path: a folder that holds itself", HostileFolders::circle, "@: ", nothing, others),
                path(
                        "path: a link to itself",
                        folder -> link(folder, "users.json", "users.json"),
                        "@/users.json: ",
                        gone,
                        name),
                path(
                        "path: a link to nothing",
                        folder -> link(folder, "users.json", "gone.json"),
                        "@/users.json: ",
                        gone,
                        name),
                path(
                        "path: a bad file among good ones",
                        HostileFolders::oneBad,
                        "b.json, line 1, column 1: ",
                        "The JSON cannot be read",
                        "Export it again. Nothing was imported."),
                path(
                        "path: two bad files, told at once",
                        HostileFolders::twoBad,
                        "2 files cannot be used.\n  b.json, line 1, column 1: ",
                        "\n  c.csv, line 1: No column is known",
                        "Nothing was imported; --accept-incomplete takes the rest."),
                path(
                        "path: a bomb beside a good archive",
                        HostileFolders::bomb,
                        "b.zip, entry users.json: ",
                        "it would grow beyond all measure",
                        "Unpack it yourself")));
        if (Files.exists(Path.of("/dev/zero"))) {
            all.addAll(List.of(
                    path("path: a device without end", folder -> Path.of("/dev/zero"), "zero: ", pipe, save),
                    path("path: a device that is always full", folder -> Path.of("/dev/full"), "full: ", pipe, save),
                    path(
                            "path: a link to a device",
                            folder -> link(folder, "users.json", "/dev/zero"),
                            "users.json: ",
                            pipe,
                            save),
                    path(
                            "path: a pipe that nobody writes to",
                            folder -> pipe(folder, "users.json"),
                            "users.json: ",
                            pipe,
                            save),
                    path(
                            "path: a folder with a pipe alone",
                            folder -> pipe(folder, "users.json").getParent(),
                            "@: ",
                            nothing,
                            others)));
        }
        return all;
    }

    private static Path others(Path folder) throws Exception {
        Files.writeString(folder.resolve("users.txt"), GOOD);
        Files.writeString(folder.resolve("users"), GOOD);
        return folder;
    }

    private static Path circle(Path folder) throws Exception {
        Files.createSymbolicLink(folder.resolve("again"), folder);
        return folder;
    }

    private static Path link(Path folder, String name, String to) throws Exception {
        return Files.createSymbolicLink(folder.resolve(name), Path.of(to));
    }

    private static Path oneBad(Path folder) throws Exception {
        Files.writeString(folder.resolve("a.json"), GOOD);
        Files.writeString(folder.resolve("b.json"), "oops");
        return folder;
    }

    private static Path twoBad(Path folder) throws Exception {
        Files.writeString(folder.resolve("c.csv"), "1,2");
        return oneBad(folder);
    }

    private static Path bomb(Path folder) throws Exception {
        var blank = new byte[4 << 20];
        Files.write(
                folder.resolve("a.zip"),
                new RawZip()
                        .stored("users.json", Hostile.bytes(GOOD), entry -> {})
                        .bytes());
        Files.write(
                folder.resolve("b.zip"),
                new RawZip().deflated("users.json", blank, entry -> {}).bytes());
        return folder;
    }

    private static Path pipe(Path folder, String name) throws Exception {
        Path pipe = folder.resolve(name);
        Tools.run(folder, "mkfifo", name);
        return pipe;
    }
}
