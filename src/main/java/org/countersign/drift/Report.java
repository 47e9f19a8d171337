package org.countersign.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.text.CanonicalJson;
import org.countersign.text.English;

/// Where a rule writes what it finds; one for each rule and evaluation.
public final class Report {
    private final String rule;
    private final Severity severity;
    private final List<Finding> findings = new ArrayList<>();
    private final List<NotEvaluable> notEvaluable = new ArrayList<>();

    Report(String rule, Severity severity) {
        this.rule = rule;
        this.severity = severity;
    }

    List<Finding> findings() {
        return findings;
    }

    List<NotEvaluable> notEvaluable() {
        return notEvaluable;
    }

    /// Starts a finding; nothing is reported before [Draft#report(Object...)].
    public Draft on(String source, Subject.Type type, String id, String label) {
        return new Draft(source, new Subject(type, id, label));
    }

    /// Starts a finding on a subject that its id alone does not tell.
    public Draft on(String source, Subject subject) {
        return new Draft(source, subject);
    }

    /// Starts a finding on a membership.
    public Draft onMembership(String source, String group, String account, String label) {
        return new Draft(source, Subject.membership(group, account, label));
    }

    /// The rule cannot be answered for a source.
    ///
    /// @param reason a key of `drift.unknown.…`; `arguments` fill its sentence and its `.remedy`
    public void unknown(String source, String reason, Object... arguments) {
        var entry = new NotEvaluable(
                rule,
                severity,
                source,
                English.of("drift.unknown." + reason, arguments),
                English.of("drift.unknown." + reason + ".remedy", arguments));
        if (!notEvaluable.contains(entry)) {
            notEvaluable.add(entry);
        }
    }

    /// A finding in the making.
    public final class Draft {
        private final String source;
        private final Subject subject;
        private boolean raised;
        private Severity base = severity;
        private Optional<Finding.IdentityRef> identity = Optional.empty();
        private Optional<String> account = Optional.empty();
        private Optional<String> suppressedBy = Optional.empty();
        private Optional<String> variant = Optional.empty();
        private final ObjectNode evidence = CanonicalJson.object();

        private Draft(String source, Subject subject) {
            this.source = source;
            this.subject = subject;
        }

        /// Raises the severity one step.
        public Draft raisedIf(boolean privileged) {
            raised = privileged;
            if (privileged) {
                evidence.put("privileged", true);
            }
            return this;
        }

        /// Of another severity than the rule's, where the contract says so.
        public Draft severity(Severity other) {
            base = other;
            return this;
        }

        /// Names the identity behind the subject.
        public Draft identity(Optional<Finding.IdentityRef> ref) {
            identity = ref;
            return this;
        }

        /// Names the account it is about.
        public Draft account(String id) {
            account = Optional.of(id);
            return this;
        }

        /// Names the exception that suppresses it.
        public Draft suppressedBy(Optional<String> exception) {
            suppressedBy = exception;
            return this;
        }

        /// Chooses another sentence: `finding.RULE.VARIANT`.
        public Draft variant(String name) {
            variant = Optional.of(name);
            return this;
        }

        /// Adds a fact.
        public Draft fact(String name, String value) {
            evidence.put(name, value);
            return this;
        }

        /// Adds a list of facts.
        public Draft facts(String name, Iterable<String> values) {
            var array = evidence.putArray(name);
            values.forEach(array::add);
            return this;
        }

        /// Reports it; `arguments` fill the sentence `finding.RULE`.
        public void report(Object... arguments) {
            String key = "finding." + rule + variant.map(name -> "." + name).orElse("");
            findings.add(new Finding(
                    Finding.fingerprint(rule, source, subject),
                    rule,
                    raised ? base.raised() : base,
                    raised,
                    source,
                    subject,
                    identity,
                    account,
                    English.of(key, arguments),
                    evidence,
                    suppressedBy,
                    Optional.empty()));
        }
    }
}
