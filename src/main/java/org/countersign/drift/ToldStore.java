package org.countersign.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Transaction;

/// What the findings that hold said at the last run, and what that could not answer, so that a list of them needs no
/// evaluation (ADR 24). What does not hold any more is forgotten here.
public final class ToldStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STAMP = "findings";

    private final Transaction tx;

    /// Inside `tx`.
    public ToldStore(Transaction tx) {
        this.tx = tx;
    }

    /// Keeps what an evaluation about now says; rows that say the same stay as they are.
    ///
    /// @param stamp of what was looked at
    void keep(Evaluation evaluation, String stamp) {
        try (var batch = tx.batch("INSERT INTO finding_told VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint)"
                + " DO UPDATE SET raised = excluded.raised, account = excluded.account,"
                + " identity_source = excluded.identity_source, identity_label = excluded.identity_label,"
                + " discriminator = excluded.discriminator, mappings = excluded.mappings,"
                + " evidence = excluded.evidence WHERE evidence <> excluded.evidence OR raised <> excluded.raised"
                + " OR mappings <> excluded.mappings OR account IS NOT excluded.account"
                + " OR identity_source IS NOT excluded.identity_source"
                + " OR identity_label IS NOT excluded.identity_label")) {
            Stream.concat(evaluation.findings().stream(), evaluation.suppressed().stream())
                    .forEach(finding -> {
                        Told told = Told.of(finding);
                        batch.add(
                                finding.fingerprint(),
                                told.raised(),
                                told.account(),
                                told.identity().map(Finding.IdentityRef::source),
                                told.identity().map(Finding.IdentityRef::label),
                                told.discriminator(),
                                String.join("\n", told.mappings()),
                                CanonicalJson.text(told.evidence()));
                    });
        }
        tx.run("DELETE FROM finding_told WHERE fingerprint IN"
                + " (SELECT fingerprint FROM finding WHERE status IN ('resolved', 'not-asked'))");
        tx.run("DELETE FROM not_evaluable");
        try (var batch = tx.batch(
                "INSERT INTO not_evaluable (rule, severity, source, reason, remedy)" + " VALUES (?, ?, ?, ?, ?)")) {
            evaluation
                    .notEvaluable()
                    .forEach(one ->
                            batch.add(one.rule(), one.severity().text(), one.source(), one.reason(), one.remedy()));
        }
        tx.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", STAMP, stamp);
    }

    /// What the last run looked at, as far as it kept what findings say.
    public Optional<String> stamp() {
        return tx.first("SELECT value FROM setting WHERE name = ?", row -> row.text(1), STAMP);
    }

    /// What changes answers beside governance, snapshots and time: what people said of links, and logs.
    String words() {
        return tx.first(
                        "SELECT (SELECT count(*) || '/' || coalesce(max(at), 0) FROM manual_link) || '/'"
                                + " || (SELECT count(*) FROM provisioning_event)",
                        row -> row.text(1))
                .orElse("");
    }

    /// What the last run could not answer, in [NotEvaluable#ORDER].
    public List<NotEvaluable> notEvaluable() {
        return tx.list(
                "SELECT rule, severity, source, reason, remedy FROM not_evaluable ORDER BY number",
                row -> new NotEvaluable(
                        row.text(1),
                        Severity.valueOf(row.text(2).toUpperCase(Locale.ROOT)),
                        row.text(3),
                        row.text(4),
                        row.text(5)));
    }

    /// What a finding that holds says.
    public Optional<Told> of(String fingerprint) {
        return tx.first(
                "SELECT t.raised, t.account, t.identity_source, f.identity, t.identity_label, t.discriminator, t.mappings,"
                        + " t.evidence FROM finding_told t JOIN finding f ON f.fingerprint = t.fingerprint"
                        + " WHERE t.fingerprint = ?",
                row -> new Told(
                        row.flag(1),
                        row.optionalText(2),
                        row.optionalText(3)
                                .map(source -> new Finding.IdentityRef(
                                        source,
                                        row.optionalText(4).orElse(""),
                                        row.optionalText(5).orElse(""))),
                        row.optionalText(6),
                        Arrays.stream(row.text(7).split("\n"))
                                .filter(id -> !id.isEmpty())
                                .toList(),
                        evidence(row.text(8))),
                fingerprint);
    }

    /// Evidence as it is kept.
    public static ObjectNode evidence(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
