package org.countersign.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.drift.AccountLinks;
import org.countersign.identity.Era;
import org.countersign.identity.Link;
import org.countersign.identity.LookAlike;
import org.countersign.identity.RankedSuggestion;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.LinkWord;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;

/// One account with who stands behind it, as `link list` and `link show` print it.
record ShownLink(
        AccountLinks links, UserResource account, List<RankedSuggestion> suggestions, List<LookAlike> lookAlikes) {
    /// The header of the CSV, which `link apply` reads back once somebody has filled in `action`.
    static final List<String> COLUMNS = List.of(
            "source",
            "account",
            "label",
            "identity",
            "identityLabel",
            "key",
            "era",
            "accountValue",
            "identityValue",
            "confirmedBy",
            "confirmedAt",
            "suggested",
            "looksLike",
            "action");

    Optional<Link> link() {
        return links.link(account.id());
    }

    Optional<LinkWord> word() {
        return links.word(account.id());
    }

    /// That word, where it decides.
    Optional<LinkWord> heeded() {
        return word().filter(_ -> links.heeded(account.id()));
    }

    /// The key; `manual` also where a person said that nobody stands behind the account.
    String key() {
        return heeded().map(_ -> "manual")
                .or(() -> link().map(one -> one.key().text()))
                .orElse("");
    }

    String era() {
        return link().map(one -> text(one.era())).orElse("");
    }

    static String text(Era era) {
        return era.name().toLowerCase(Locale.ROOT);
    }

    /// Of a link by hand, those of the key that was confirmed.
    String accountValue() {
        return heeded().isPresent()
                ? heeded().flatMap(LinkWord::basis)
                        .map(LinkWord.Basis::accountValue)
                        .orElse("")
                : link().map(Link::accountValue).orElse("");
    }

    String identityValue() {
        return heeded().isPresent()
                ? heeded().flatMap(LinkWord::basis)
                        .map(LinkWord.Basis::identityValue)
                        .orElse("")
                : link().map(Link::identityValue).orElse("");
    }

    String identityLabel() {
        return link().map(one -> label(one.identityId())).orElse("");
    }

    String label(String identity) {
        return links.identity(identity).map(UserResource::label).orElse(identity);
    }

    private String suggested() {
        return String.join(
                " ", suggestions.stream().map(RankedSuggestion::identityId).toList());
    }

    private String looks() {
        return String.join(" ", lookAlikes.stream().map(LookAlike::sentence).toList());
    }

    List<String> row() {
        return List.of(
                links.app().id(),
                account.id(),
                account.label(),
                link().map(Link::identityId).orElse(""),
                identityLabel(),
                key(),
                era(),
                accountValue(),
                identityValue(),
                heeded().flatMap(LinkWord::osUser).orElse(""),
                heeded().map(said -> Formats.instant(said.at())).orElse(""),
                suggested(),
                looks(),
                "");
    }

    ObjectNode json() {
        ObjectNode node = CanonicalJson.object()
                .put("source", links.app().id())
                .put("account", account.id())
                .put("label", account.label());
        account.userName().ifPresent(name -> node.put("userName", name));
        link().ifPresent(one -> {
            ObjectNode link = node.putObject("link")
                    .put("identitySource", links.idp().id())
                    .put("identity", one.identityId())
                    .put("label", label(one.identityId()))
                    .put("key", one.key().text())
                    .put("era", text(one.era()));
            if (heeded().isEmpty()) {
                link.put("accountValue", one.accountValue()).put("identityValue", one.identityValue());
            }
        });
        word().ifPresent(said -> word(node.putObject("saidByPerson"), said));
        ArrayNode ranked = node.putArray("suggestions");
        suggestions.forEach(one -> suggestion(ranked.addObject(), one));
        ArrayNode looks = node.putArray("looksLike");
        lookAlikes.forEach(one -> lookAlike(looks.addObject(), one));
        return node;
    }

    private static void word(ObjectNode node, LinkWord said) {
        said.identity().ifPresent(id -> node.put("identity", id));
        node.put("nobody", said.identity().isEmpty()).put("at", Formats.instant(said.at()));
        said.osUser().ifPresent(user -> node.put("osUser", user));
        said.basis().ifPresent(basis -> node.putObject("confirmed")
                .put("key", basis.key())
                .put("accountValue", basis.accountValue())
                .put("identityValue", basis.identityValue()));
    }

    private void suggestion(ObjectNode node, RankedSuggestion one) {
        node.put("rank", one.rank()).put("identity", one.identityId()).put("label", label(one.identityId()));
        one.key().ifPresent(key -> node.put("key", key.text()));
        one.score().ifPresent(score -> node.put("score", score));
        node.put("reason", one.reason()).put("departed", one.departed()).put("hasAccount", one.hasAccount());
    }

    private static void lookAlike(ObjectNode node, LookAlike one) {
        node.put("kind", one.kind().text())
                .put("attribute", one.attribute())
                .put("value", one.value())
                .put("sentence", one.sentence());
        one.other().ifPresent(other -> node.putObject("other")
                .put("type", other.identity() ? "identity" : "account")
                .put("id", other.id())
                .put("label", other.label())
                .put("value", other.value()));
    }
}
