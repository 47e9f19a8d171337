package org.countersign.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.countersign.drift.AccountLinks;
import org.countersign.drift.AccountView;
import org.countersign.identity.Era;
import org.countersign.identity.KeyAsked;
import org.countersign.identity.Link;
import org.countersign.identity.RankedSuggestion;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.LinkWord;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `link show`.
@Command(name = "show", description = "One account: who stands behind it and why, or who may.")
final class LinkShowCommand implements Callable<Integer> {
    @ParentCommand
    private LinkCommand parent;

    @Parameters(index = "0", paramLabel = "SOURCE")
    private String source;

    @Parameters(index = "1", paramLabel = "ACCOUNT", description = "By id or user name.")
    private String name;

    @Option(names = "--format", defaultValue = "table")
    private Format format;

    @Override
    public Integer call() throws RefusedException {
        try (var app = parent.root().open()) {
            var read = app.readLinks();
            AccountLinks links = read.run(source);
            UserResource account = one(links);
            AccountView view =
                    read.view(links, account, parent.root().terminal().progress());
            var shown = new ShownLink(links, account, view.suggestions(), view.lookAlikes());
            Terminal terminal = parent.root().terminal();
            switch (format) {
                case table -> new Words(terminal, shown, view).tell();
                case csv -> terminal.csv(ShownLink.COLUMNS, List.of(shown.row()));
                case json -> terminal.json(json(shown, view));
            }
            return 0;
        }
    }

    private UserResource one(AccountLinks links) throws RefusedException {
        List<UserResource> named = links.named(name);
        if (named.isEmpty()) {
            throw unknown(links, name);
        }
        if (named.size() > 1) {
            throw new RefusedException(
                    source + "/" + name,
                    named.size() + " accounts have this user name.",
                    "Name one by its id: "
                            + named.stream().map(UserResource::id).collect(Collectors.joining(", ")));
        }
        return named.getFirst();
    }

    static RefusedException unknown(AccountLinks links, String name) {
        return new RefusedException(
                links.app().id() + "/" + name,
                "The current snapshot has no account of this id or user name.",
                "See: countersign link list " + links.app().id());
    }

    private static ObjectNode json(ShownLink shown, AccountView view) {
        ObjectNode node = shown.json();
        view.since().ifPresent(since -> node.putObject("since")
                .put("source", since.source())
                .put("snapshot", since.number())
                .put("takenAt", Formats.instant(since.takenAt())));
        ArrayNode keys = node.putArray("keys");
        for (KeyAsked asked : view.asked()) {
            ObjectNode key = keys.addObject().put("key", asked.key().text()).put("era", ShownLink.text(asked.era()));
            ArrayNode values = key.putArray("values");
            asked.values().forEach(values::add);
            ArrayNode identities = key.putArray("identities");
            asked.identities()
                    .forEach((id, value) -> identities.addObject().put("id", id).put("value", value));
        }
        return node;
    }

    /// What a person reads.
    private record Words(Terminal terminal, ShownLink shown, AccountView view) {
        void tell() {
            UserResource account = view.account();
            terminal.line(shown.links().app().id() + "/" + account.id() + "  " + Formats.name(account.label())
                    + account.userName()
                            .filter(userName -> !userName.equals(account.label()))
                            .map(userName -> "  " + Formats.name(userName))
                            .orElse(""));
            link();
            if (!view.asked().isEmpty()) {
                terminal.line("");
                terminal.line(
                        shown.heeded().isEmpty()
                                ? "Keys, in the order in which they are asked:"
                                : "Keys, which are not asked while a person's word stands:");
                view.asked().forEach(asked -> terminal.line("  " + key(asked)));
            }
            if (!view.suggestions().isEmpty()) {
                terminal.line("");
                terminal.line("It may be (nothing is linked by this; say so with countersign link set):");
                view.suggestions().forEach(one -> terminal.line("  " + suggestion(one)));
            }
            if (!view.lookAlikes().isEmpty()) {
                terminal.line("");
                terminal.line("Names that look alike:");
                view.lookAlikes().forEach(one -> terminal.line("  " + one.kind().text() + ": " + one.sentence()));
            }
        }

        private void link() {
            view.word().ifPresent(this::word);
            view.link()
                    .ifPresentOrElse(
                            this::linked,
                            () -> terminal.line(
                                    shown.heeded().isPresent()
                                            ? "So nobody stands behind it."
                                            : "No key links it with anybody."));
        }

        private void linked(Link link) {
            terminal.line("Behind it stands " + identity(link.identityId())
                    + switch (link.era()) {
                        case CURRENT -> "";
                        case FORMER -> ", by what it was called in an earlier snapshot";
                        case DEPARTED -> ", who is gone from the current snapshot";
                    }
                    + ".");
            if (shown.heeded().isEmpty()) {
                terminal.line("Linked by " + link.key().text() + ": the account has “"
                        + Formats.name(link.accountValue()) + "”, the identity “"
                        + Formats.name(link.identityValue()) + "”.");
            }
            view.since()
                    .ifPresent(since -> terminal.line("So since snapshot " + since.number() + " of " + since.source()
                            + ", taken " + Formats.instant(since.takenAt()) + "."));
        }

        private void word(LinkWord word) {
            terminal.line(word.osUser().orElse("Somebody")
                    + word.identity()
                            .map(_ -> word.basis().isPresent() ? " confirmed the link" : " said who it is")
                            .orElse(" said that it is nobody's")
                    + " at " + Formats.instant(word.at())
                    + word.basis()
                            .map(basis -> "; then " + basis.key() + " had linked “"
                                    + Formats.name(basis.accountValue()) + "” with “"
                                    + Formats.name(basis.identityValue()) + "”")
                            .orElse("")
                    + ".");
            if (shown.heeded().isEmpty()) {
                terminal.line(Formats.name(shown.links().idp().name()) + " has no identity "
                        + Formats.name(word.identity().orElse("")) + ", so keys decide.");
            }
        }

        private String identity(String id) {
            return shown.links().idp().id() + "/" + id + " (" + Formats.name(shown.label(id)) + ")";
        }

        private String key(KeyAsked asked) {
            String values = asked.values().isEmpty()
                    ? " the account has none"
                    : " “" + asked.values().stream().map(Formats::name).collect(Collectors.joining("”, “")) + "”";
            String found =
                    switch (asked.identities().size()) {
                        case 0 -> asked.values().isEmpty() ? "" : ": nobody";
                        case 1 -> ": " + identity(asked.links().orElseThrow());
                        default ->
                            ": " + asked.identities().size() + " identities, so it links none: "
                                    + String.join(", ", asked.identities().keySet());
                    };
            String against = asked.era() == Era.CURRENT
                    ? ""
                    : asked.era() == Era.FORMER ? " (earlier names)" : " (departed identities)";
            return asked.key().text() + against + values + found;
        }

        private String suggestion(RankedSuggestion one) {
            return one.rank() + ". " + identity(one.identityId())
                    + one.score().map(score -> ", " + score + " of 100").orElse("") + ": " + one.reason()
                    + (one.departed() ? "; gone from the current snapshot" : "")
                    + (one.hasAccount() ? "; has an account here already" : "");
        }
    }
}
