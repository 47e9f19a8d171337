package org.countersign.drift.list;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.drift.Finding.IdentityRef;
import org.countersign.drift.Subject;
import org.countersign.drift.list.Concern.Kind;
import org.countersign.governance.Governance;
import org.countersign.governance.Source;

/// Which people, groups, mappings, exceptions and sources a finding is about: that which it names first comes first.
final class Concerns {
    /// Control characters that no source has in an id; where one had, its finding would be found by its source alone.
    static final String END = "\u001e";

    private static final String PART = "\u001f";

    private final Governance governance;
    private final String source;
    private final Set<Concern> found = new LinkedHashSet<>();

    private Concerns(Governance governance, String source) {
        this.governance = governance;
        this.source = source;
    }

    static List<Concern> of(String source) {
        return List.of(new Concern(Kind.SOURCE, "", source));
    }

    static List<Concern> of(
            Governance governance,
            String source,
            Subject subject,
            Optional<String> account,
            Optional<IdentityRef> identity,
            List<String> mappings,
            Optional<String> exception) {
        var made = new Concerns(governance, source);
        account.ifPresent(id -> made.person(source, id));
        made.subject(subject);
        identity.ifPresent(ref -> made.person(ref.source(), ref.id()));
        mappings.forEach(id -> made.found.add(new Concern(Kind.MAPPING, "", id)));
        exception.ifPresent(id -> made.found.add(new Concern(Kind.EXCEPTION, "", id)));
        made.found.add(new Concern(Kind.SOURCE, "", source));
        return List.copyOf(made.found);
    }

    private void person(String of, String id) {
        found.add(new Concern(Kind.PERSON, of, id));
    }

    private void subject(Subject subject) {
        switch (subject.type()) {
            case ACCOUNT -> person(source, subject.id());
            case IDENTITY -> idp().ifPresent(idp -> person(idp, subject.id()));
            case GROUP -> found.add(new Concern(Kind.GROUP, source, subject.id()));
            case MEMBERSHIP -> membership(subject);
            case MAPPING -> found.add(new Concern(Kind.MAPPING, "", subject.id()));
            case EXCEPTION -> found.add(new Concern(Kind.EXCEPTION, "", subject.id()));
            case SOURCE -> {}
        }
    }

    /// The id of the group stands before the slash, where it is not told besides.
    private void membership(Subject subject) {
        String id = subject.id();
        String group =
                subject.discriminator().orElseGet(() -> id.contains("/") ? id.substring(0, id.indexOf('/')) : id);
        found.add(new Concern(Kind.GROUP, source, group));
        if (id.length() > group.length() + 1) {
            person(source, id.substring(group.length() + 1));
        }
    }

    private Optional<String> idp() {
        return governance
                .source(source)
                .filter(known -> known.kind() == Source.Kind.APP)
                .map(Source::authoritativeIdp)
                .orElse(Optional.of(source));
    }

    /// As a text that can be searched for one of them.
    static String text(List<Concern> concerns) {
        return concerns.stream().map(Concerns::text).collect(Collectors.joining(END, END, END));
    }

    static String text(Concern concern) {
        return concern.kind() + PART + concern.source() + PART + concern.id();
    }

    static List<Concern> concerns(String text) {
        var concerns = new ArrayList<Concern>();
        for (String line : text.split(END)) {
            String[] parts = line.split(PART, 3);
            if (parts.length == 3) {
                concerns.add(new Concern(Kind.valueOf(parts[0]), parts[1], parts[2]));
            }
        }
        return concerns;
    }
}
