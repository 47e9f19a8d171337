package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A password is exactly what the file says, less one line end.
class PasswordTest {
    @TempDir
    private Path folder;

    /// As `--password-file` reads it.
    private static String password(byte[] in, String file) throws RefusedException {
        var nowhere = new PrintWriter(Writer.nullWriter());
        var terminal = new Terminal(nowhere, nowhere, new ByteArrayInputStream(in), false, true);
        return new String(terminal.password(Optional.of(file), "Password:"));
    }

    private String fromFile(byte[] bytes) throws Exception {
        return password(new byte[0], Files.write(folder.resolve("pw"), bytes).toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void oneLineEndIsTheFilesAndNotThePasswords(String end) throws Exception {
        assertThat(fromFile(utf8("sécret wörds" + end))).isEqualTo("sécret wörds");
        assertThat(password(utf8("sécret wörds" + end), "-")).isEqualTo("sécret wörds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\n", " secret ", "\nsecret", "\t"})
    void whatElseIsInTheFileBelongsToThePassword(String password) throws Exception {
        assertThat(fromFile(utf8(password + "\n"))).isEqualTo(password);
    }

    @Test
    void whatIsNotUtf8IsRefusedWithItsFile() {
        assertThatThrownBy(() -> fromFile(new byte[] {'s', (byte) 0xe9, 'c', 'r', 'e', 't'}))
                .isInstanceOf(RefusedException.class)
                .hasMessage(folder.resolve("pw") + ": The password file is not UTF-8. Save it as UTF-8.");
        assertThatThrownBy(() -> password(new byte[] {(byte) 0xff}, "-"))
                .hasMessage("standard input: The password file is not UTF-8. Save it as UTF-8.");
    }

    @Test
    void overlongFormsAndHalvesOfPairsAreNotUtf8() {
        assertThatThrownBy(() -> fromFile(new byte[] {'a', (byte) 0xc0, (byte) 0x80}))
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> fromFile(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}))
                .hasMessageContaining("not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void anEmptyPasswordIsRefused(String nothing) {
        assertThatThrownBy(() -> fromFile(utf8(nothing))).hasMessageContaining("The password is empty");
        assertThatThrownBy(() -> password(utf8(nothing), "-")).hasMessageContaining("The password is empty");
    }

    @Test
    void aMissingPasswordFileIsNamed() {
        assertThatThrownBy(() -> password(new byte[0], folder.resolve("none").toString()))
                .hasMessageContaining(folder.resolve("none").toString())
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aKeyIsNotMadeWithARefusedPassword() throws Exception {
        var made = new Commands(folder)
                .bare(
                        utf8("\n"),
                        Map.of(),
                        "key",
                        "create",
                        folder.resolve("k.p12").toString(),
                        "--name",
                        "Ada",
                        "--email",
                        "ada@example.com",
                        "--password-file",
                        "-");
        assertThat(made.code()).isEqualTo(3);
        assertThat(folder.resolve("k.p12")).doesNotExist();
    }

    @Test
    void aWrongPasswordIsRefusedByShowAndSign() throws Exception {
        var commands = new Commands(folder).house().campaign("q4");
        Path made = commands.key("bob@example.com");
        String wrong = commands.file("pw", "y").toString();
        assertThat(commands.refused("key", "show", made.toString(), "--password-file", wrong))
                .contains(made.toString());
        assertThat(commands.refused("sign", "q4", "--key", made.toString(), "--as", "owner", "--password-file", wrong))
                .contains(made.toString());
    }
}
