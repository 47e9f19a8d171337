package org.countersign.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;

/// Tools that are not ours: openssl, sh, pdfsig, pdftotext. A test that needs one is skipped where it is
/// missing, except in CI (`CI=true`), where nothing may be skipped that could run.
public final class Tools {
    private Tools() {}

    /// What a tool answered.
    public record Answer(int code, String output) {}

    /// Skips the test where the tool is missing, fails it in CI.
    public static void need(String tool) {
        boolean there = run(Path.of("."), "sh", "-c", "command -v " + tool).code() == 0;
        if ("true".equals(System.getenv("CI"))) {
            if (!there) {
                throw new AssertionError(tool + " is missing in CI");
            }
        } else {
            Assumptions.assumeTrue(there, tool + " is not on this machine");
        }
    }

    /// Runs a tool in a folder; output and errors together.
    public static Answer run(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(command) + " did not end");
            }
            return new Answer(process.exitValue(), output);
        } catch (IOException e) {
            return new Answer(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Starts a program of the tests in a process of its own, which can be killed; what it says can be read, its errors
    /// cannot.
    public static Process program(Class<?> main, Object... arguments) throws IOException {
        return starting(main, arguments)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// The same, before it starts: its environment and its output are still to be chosen.
    public static ProcessBuilder starting(Class<?> main, Object... arguments) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command);
    }

    /// The same for a program with a window, on the platform that this one runs on.
    public static Process desktop(Class<?> main, Object... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(one -> one.startsWith("--") || one.startsWith("-Dglass.") || one.startsWith("-Dprism."))
                .forEach(command::add);
        command.addAll(
                List.of("-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), main.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// The files of a ZIP, by name, in its order.
    public static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    /// Writes files below a folder.
    public static void write(Path folder, Map<String, byte[]> files) throws IOException {
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }
}
