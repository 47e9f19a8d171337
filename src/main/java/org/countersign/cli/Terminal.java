package org.countersign.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.scim.pull.Secret;
import org.countersign.text.Csv;
import org.countersign.text.Formats;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.work.WholeFile;

/// What a command prints to and asks.
final class Terminal {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_TOKEN = 1 << 16;

    private final PrintWriter out;
    private final PrintWriter err;
    private final InputStream in;
    private final boolean interactive;
    private final boolean coloured;

    /// @param coloured whether a person at a terminal wants colours (https://no-color.org)
    Terminal(PrintWriter out, PrintWriter err, InputStream in, boolean interactive, boolean coloured) {
        this.out = out;
        this.err = err;
        this.in = in;
        this.interactive = interactive;
        this.coloured = interactive && coloured;
    }

    void line(String text) {
        out.println(byLine(text));
    }

    void note(String text) {
        err.println(byLine(text));
    }

    /// Our own line ends stay, nothing else that a terminal would obey.
    private static String byLine(String text) {
        return text.lines().map(Formats::visible).collect(Collectors.joining(System.lineSeparator()));
    }

    /// Whether everything that was printed has arrived; a full disk is no success.
    boolean arrived() {
        return !out.checkError();
    }

    void raw(String text) {
        out.print(text);
        out.flush();
    }

    void json(ObjectNode node) {
        try {
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes JSON as it comes, for what is too large to be held.
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    void json(Writing writing) {
        try (JsonGenerator json = JSON.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println();
    }

    /// Columns under a head, without frames; the last column is not padded.
    void table(List<String> head, List<List<String>> rows) {
        table(head, rows, _ -> "");
    }

    /// The same, with the first column of each row in a colour on a terminal, and nowhere else.
    ///
    /// @param colour parameters of an SGR sequence (ECMA-48 8.3.117) for a word of that column; empty = none
    void table(List<String> head, List<List<String>> rows, UnaryOperator<String> colour) {
        List<List<String>> seen = rows.stream()
                .map(row -> row.stream().map(Formats::visible).toList())
                .toList();
        var widths = new int[head.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = head.get(i).length();
            for (List<String> row : seen) {
                widths[i] = Math.max(widths[i], visible(row.get(i)));
            }
        }
        printRow(head, widths, "");
        seen.forEach(row -> printRow(row, widths, coloured ? colour.apply(row.getFirst()) : ""));
    }

    private void printRow(List<String> row, int[] widths, String colour) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            boolean painted = i == 0 && !colour.isEmpty();
            line.append(painted ? "\u001b[" + colour + "m" + row.get(i) + "\u001b[0m" : row.get(i));
            if (i < widths.length - 1) {
                line.append(" ".repeat(widths[i] - visible(row.get(i)) + 2));
            }
        }
        out.println(line.toString().stripTrailing());
    }

    private static int visible(String text) {
        return text.codePointCount(0, text.length());
    }

    void csv(List<String> head, List<List<String>> rows) {
        csv(head, rows.stream());
    }

    void csv(List<String> head, Stream<List<String>> rows) {
        out.print(String.join(",", head) + "\r\n");
        rows.forEach(row -> out.print(Csv.line(row)));
        out.flush();
    }

    /// A progress bar on a terminal, nothing on a pipe.
    Progress progress() {
        return interactive
                ? (step, done, total) -> {
                    int filled = total == 0 ? 0 : (int) (20 * done / total);
                    err.print("\r[" + "#".repeat(filled) + ".".repeat(20 - filled) + "] " + step + "\u001b[K");
                    err.flush();
                }
                : Progress.NONE;
    }

    /// A password: from a file, from standard input (`-`), else asked. Strict UTF-8; one line end at its end
    /// is the file's, not the password's.
    char[] password(Optional<String> file, String prompt) throws RefusedException {
        char[] password = file.isPresent() ? passwordFrom(file.get()) : typed(prompt);
        if (password.length == 0) {
            throw new RefusedException(
                    file.filter(name -> !name.equals("-")).orElse(""),
                    "The password is empty.",
                    "Give one of at least one character.");
        }
        return password;
    }

    private char[] typed(String prompt) throws RefusedException {
        Console console = interactive ? System.console() : null;
        if (console == null) {
            throw new RefusedException(
                    "",
                    "There is no terminal to ask for the password.",
                    "Use --password-file FILE, or - for standard input.");
        }
        char[] typed = console.readPassword("%s ", prompt);
        return typed == null ? new char[0] : typed;
    }

    /// Whether somebody at a terminal answers a question with yes; nobody there is a no.
    boolean confirmed(String question) {
        Console console = interactive ? System.console() : null;
        return console != null
                && "yes"
                        .equalsIgnoreCase(String.valueOf(console.readLine("%s [yes/no] ", Formats.visible(question)))
                                .strip());
    }

    private char[] passwordFrom(String file) throws RefusedException {
        String name = file.equals("-") ? "standard input" : file;
        byte[] bytes;
        try {
            bytes = file.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new RefusedException(
                    name, "The password file cannot be read.", "Does it exist, and may you read it?");
        }
        CharBuffer chars = CharBuffer.allocate(0);
        try {
            chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            int end = chars.limit();
            end -= end > 0 && chars.get(end - 1) == '\n' ? 1 : 0;
            end -= end < chars.limit() && end > 0 && chars.get(end - 1) == '\r' ? 1 : 0;
            var password = new char[end];
            chars.get(0, password);
            return password;
        } catch (CharacterCodingException e) {
            throw new RefusedException(name, "The password file is not UTF-8.", "Save it as UTF-8.");
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(chars.array(), '\0');
        }
    }

    /// A token: from a file, or from standard input (`-`).
    Secret token(String file) throws RefusedException {
        String name = file.equals("-") ? "standard input" : file;
        byte[] bytes = new byte[0];
        try (InputStream stream =
                file.equals("-") ? InputStream.nullInputStream() : Files.newInputStream(Path.of(file))) {
            bytes = (file.equals("-") ? in : stream).readNBytes(LONGEST_TOKEN);
            return Secret.of(name, bytes);
        } catch (IOException | InvalidPathException e) {
            throw new RefusedException(name, "The token file cannot be read.", "Does it exist, and may you read it?");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Writes a file whole or not at all: beside its place first, then moved there. Never over a workspace.
    void write(Path file, byte[] bytes) throws RefusedException {
        requireNoWorkspace(file);
        WholeFile.replace(file, bytes);
    }

    /// Lays a file down beside its place, to be moved there.
    WholeFile.Staged stage(Path file, byte[] bytes) throws RefusedException {
        requireNoWorkspace(file);
        return WholeFile.stage(file, bytes);
    }

    private static void requireNoWorkspace(Path file) throws RefusedException {
        if (database(file)) {
            throw new RefusedException(
                    file.toString(), "This is a workspace, and would be overwritten.", "Name another file.");
        }
    }

    /// The first bytes of every SQLite file (https://www.sqlite.org/fileformat.html, 1.3).
    private static boolean database(Path file) {
        byte[] magic = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return Arrays.equals(stream.readNBytes(magic.length), magic);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// A text as it was given, or what is in the file that it names by `@FILE`.
    String text(String given) throws RefusedException {
        if (!given.startsWith("@")) {
            return given;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(read(Path.of(given.substring(1)))))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException | InvalidPathException _) {
            throw new RefusedException(given, "This is no file of text in UTF-8.", "Save it as UTF-8.");
        }
    }

    byte[] read(Path file) throws RefusedException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new RefusedException(
                    file.toString(), "The file cannot be read.", "Does it exist, and may you read it?");
        }
    }
}
