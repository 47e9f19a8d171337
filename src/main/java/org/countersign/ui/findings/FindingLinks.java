package org.countersign.ui.findings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.drift.Finding;
import org.countersign.drift.Landscape;
import org.countersign.drift.StoredFinding;
import org.countersign.drift.Subject;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.findings.FindingLink.Kind;

/// Which people, groups, mappings, exceptions and sources a finding is about.
final class FindingLinks {
    private final Landscape landscape;
    private final String source;
    private final List<FindingLink> links = new ArrayList<>();

    private FindingLinks(Landscape landscape, String source) {
        this.landscape = landscape;
        this.source = source;
    }

    static List<FindingLink> of(Finding finding, Landscape landscape) {
        var made = new FindingLinks(landscape, finding.source());
        finding.account().ifPresent(made::account);
        made.subject(
                finding.subject().type().text(),
                finding.subject().id(),
                finding.subject().label(),
                finding.subject().discriminator());
        finding.identity().ifPresent(ref -> made.add(made.person(ref.source(), ref.id(), ref.label())));
        JsonNode evidence = finding.evidence();
        made.mapping(evidence.path("mapping"));
        evidence.path("mappings").forEach(made::mapping);
        finding.suppressedBy().ifPresent(id -> made.add(new FindingLink(Kind.EXCEPTION, "", id, id)));
        return made.andSource();
    }

    static List<FindingLink> of(StoredFinding finding, Landscape landscape) {
        var made = new FindingLinks(landscape, finding.source());
        made.subject(finding.subjectType(), finding.subject(), finding.label(), Optional.empty());
        return made.andSource();
    }

    static List<FindingLink> of(String source, Landscape landscape) {
        return new FindingLinks(landscape, source).andSource();
    }

    private void subject(String type, String id, String label, Optional<String> group) {
        if (type.equals(Subject.Type.ACCOUNT.text())) {
            account(id);
        } else if (type.equals(Subject.Type.IDENTITY.text())) {
            idp().ifPresent(idp -> add(person(idp, id, label)));
        } else if (type.equals(Subject.Type.GROUP.text())) {
            add(new FindingLink(Kind.GROUP, source, id, label));
        } else if (type.equals(Subject.Type.MEMBERSHIP.text())) {
            membership(id, group);
        } else if (type.equals(Subject.Type.MAPPING.text())) {
            add(new FindingLink(Kind.MAPPING, "", id, id));
        } else if (type.equals(Subject.Type.EXCEPTION.text())) {
            add(new FindingLink(Kind.EXCEPTION, "", id, id));
        }
    }

    /// The id of the group stands before the slash, where it has none itself.
    private void membership(String id, Optional<String> group) {
        String of = group.orElseGet(() -> id.contains("/") ? id.substring(0, id.indexOf('/')) : id);
        String label =
                landscape.source(source).map(state -> state.groupLabel(of)).orElse(of);
        add(new FindingLink(Kind.GROUP, source, of, label));
        if (id.length() > of.length() + 1) {
            account(id.substring(of.length() + 1));
        }
    }

    private void account(String id) {
        String label = landscape.source(source).map(state -> state.label(id)).orElse(id);
        add(person(source, id, label));
    }

    /// An account and its identity often go by one name, so the source is said.
    private FindingLink person(String of, String id, String label) {
        return new FindingLink(Kind.PERSON, of, id, Strings.of("findings.link.person", Formats.name(label), name(of)));
    }

    private String name(String of) {
        return landscape.source(of).map(state -> state.source().name()).orElse(of);
    }

    private Optional<String> idp() {
        return landscape.app(source).map(app -> app.source().authoritativeIdp()).orElse(Optional.of(source));
    }

    private void mapping(JsonNode id) {
        if (id.isTextual()) {
            add(new FindingLink(Kind.MAPPING, "", id.asText(), id.asText()));
        }
    }

    private void add(FindingLink link) {
        if (links.stream().noneMatch(link::same)) {
            links.add(link);
        }
    }

    private List<FindingLink> andSource() {
        add(new FindingLink(Kind.SOURCE, "", source, name(source)));
        return List.copyOf(links);
    }
}
