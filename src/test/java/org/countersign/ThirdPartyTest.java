package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What ships is listed with its version and its licence, nothing more and nothing less.
class ThirdPartyTest {
    private static final Path LIST = Path.of("assets/licences/THIRD-PARTY.md");
    private static final Path JARS = Path.of("target/runtime-jars.txt");
    private static final Pattern JAR =
            Pattern.compile("(?m)^\\s+([\\w.-]+:[\\w.-]+):jar:(?:[\\w-]+:)?([\\w.-]+):(?:compile|runtime)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([\\w.-]+:[\\w.-]+) \\| (\\S+) \\| (.+) \\|$");

    private static TreeMap<String, String> found(Pattern pattern, Path file) throws IOException {
        var found = new TreeMap<String, String>();
        var matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2));
        }
        return found;
    }

    @Test
    void everyJarOfTheDistributionIsListedWithItsLicence() throws IOException {
        assumeTrue(
                Files.exists(JARS) || "true".equals(System.getenv("CI")),
                "Maven lists the jars while it builds (process-resources)");
        TreeMap<String, String> jars = found(JAR, JARS);
        assertThat(jars).hasSizeGreaterThan(40);
        assertThat(found(ROW, LIST)).isEqualTo(jars);
    }

    @Test
    void everyLicenceTextThatIsNamedIsThere() throws IOException {
        var named = Pattern.compile("`([\\w-]+\\.txt)`").matcher(Files.readString(LIST));
        int texts = 0;
        while (named.find()) {
            texts++;
            assertThat(LIST.resolveSibling(named.group(1))).exists();
        }
        assertThat(texts).isPositive();
    }
}
