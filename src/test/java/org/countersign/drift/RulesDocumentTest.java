package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.countersign.drift.rule.Rules;
import org.junit.jupiter.api.Test;

/// `drift.md` names every rule, and of each a test that is there.
class RulesDocumentTest {
    private static final Pattern LINE = Pattern.compile("\\| `([a-z-]+)` \\|.*\\| (`.*`) \\|");
    private static final Path TESTS = Path.of("src/test/java/org/countersign/drift/rule");

    @Test
    void everyRuleHasATestThatIsThere() throws Exception {
        var documented = new ArrayList<String>();
        for (String line : Files.readAllLines(Path.of("src/docs/drift.md"))) {
            var matcher = LINE.matcher(line);
            if (matcher.matches()) {
                documented.add(matcher.group(1));
                for (String test : matcher.group(2).replace("`", "").split(", ")) {
                    assertThat(TESTS.resolve(test + ".java")).exists();
                }
            }
        }
        List<String> rules = Rules.ALL.stream().map(Rule::id).toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(rules);
    }
}
