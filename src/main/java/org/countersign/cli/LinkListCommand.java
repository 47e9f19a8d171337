package org.countersign.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.drift.AccountLinks;
import org.countersign.identity.Key;
import org.countersign.identity.LookAlike;
import org.countersign.identity.RankedSuggestion;
import org.countersign.scim.UserResource;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `link list`.
@Command(
        name = "list",
        description = "The accounts of an app, who stands behind each, and by which key; of several options all hold.")
final class LinkListCommand implements Callable<Integer> {
    @ParentCommand
    private LinkCommand parent;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SOURCE")
    private String source;

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "This one, by id or user name.")
    private @Nullable String account;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Linked by: manual, externalId, appUser, userName, email or employeeNumber.")
    private @Nullable String key;

    @Option(names = "--unlinked", description = "Nobody stands behind it.")
    private boolean unlinked;

    @Option(names = "--suggested", description = "Somebody is suggested, by several of one key or a similar name.")
    private boolean suggested;

    @Option(names = "--manual", description = "A person has said who it is, or that it is nobody's.")
    private boolean manual;

    @Option(names = "--look-alike", description = "It looks like somebody else's, or mixes scripts (UTS 39).")
    private boolean lookAlike;

    @Option(names = "--format", defaultValue = "table")
    private Format format;

    @Override
    public Integer call() throws RefusedException {
        Optional<String> wanted = Optional.ofNullable(key);
        if (wanted.isPresent() && Stream.of(Key.values()).map(Key::text).noneMatch(wanted.get()::equals)) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "'" + Formats.visible(wanted.get()) + "' is no key: they are "
                            + Stream.of(Key.values()).map(Key::text).collect(Collectors.joining(", ")));
        }
        try (var app = parent.root().open()) {
            List<ShownLink> shown = shown(app.readLinks().run(source), wanted);
            switch (format) {
                case table -> table(shown);
                case csv ->
                    parent.root()
                            .terminal()
                            .csv(ShownLink.COLUMNS, shown.stream().map(ShownLink::row));
                case json -> json(shown);
            }
            return 0;
        }
    }

    private List<ShownLink> shown(AccountLinks links, Optional<String> wanted) throws RefusedException {
        List<UserResource> accounts = asked(links).stream()
                .filter(one -> !unlinked || links.link(one.id()).isEmpty())
                .filter(one -> !manual || links.word(one.id()).isPresent())
                .toList();
        List<String> ids = accounts.stream().map(UserResource::id).toList();
        Map<String, List<RankedSuggestion>> suggestions =
                links.suggestions(ids, parent.root().terminal().progress());
        Map<String, List<LookAlike>> looks = links.lookAlikes(ids);
        return accounts.stream()
                .map(one -> new ShownLink(
                        links,
                        one,
                        suggestions.getOrDefault(one.id(), List.of()),
                        looks.getOrDefault(one.id(), List.of())))
                .filter(one -> wanted.isEmpty() || wanted.get().equals(one.key()))
                .filter(one -> !suggested || !one.suggestions().isEmpty())
                .filter(one -> !lookAlike || !one.lookAlikes().isEmpty())
                .toList();
    }

    private Collection<UserResource> asked(AccountLinks links) throws RefusedException {
        String name = account;
        if (name == null) {
            return links.accounts();
        }
        List<UserResource> named = links.named(name);
        if (named.isEmpty()) {
            throw LinkShowCommand.unknown(links, name);
        }
        return named;
    }

    private void table(List<ShownLink> shown) {
        Terminal terminal = parent.root().terminal();
        terminal.table(
                List.of("account", "label", "identity", "key", "era", "values", "confirmed", "suggested", "looks like"),
                shown.stream()
                        .map(one -> List.of(
                                one.account().id(),
                                Formats.name(one.account().label()),
                                one.link().map(link -> link.identityId()).orElse("-"),
                                one.key(),
                                one.era(),
                                values(one),
                                one.heeded()
                                        .map(word -> Formats.instant(word.at())
                                                + word.osUser()
                                                        .map(user -> " " + user)
                                                        .orElse(""))
                                        .orElse(""),
                                one.suggestions().stream()
                                        .findFirst()
                                        .map(best -> best.identityId()
                                                + best.score()
                                                        .map(score -> " " + score)
                                                        .orElse(""))
                                        .orElse(""),
                                one.lookAlikes().stream()
                                        .findFirst()
                                        .map(look -> look.kind().text()
                                                + look.other()
                                                        .map(other -> " " + other.id())
                                                        .orElse(""))
                                        .orElse("")))
                        .toList());
        terminal.line("");
        terminal.line(Formats.counted(shown.size(), "account")
                + (shown.isEmpty() ? "." : ". Why: countersign link show " + source + " ACCOUNT"));
    }

    private static String values(ShownLink one) {
        return one.accountValue().isEmpty()
                ? ""
                : one.accountValue().equals(one.identityValue())
                        ? Formats.name(one.accountValue())
                        : Formats.name(one.accountValue()) + " = " + Formats.name(one.identityValue());
    }

    private void json(List<ShownLink> shown) {
        parent.root().terminal().json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("links");
            for (ShownLink one : shown) {
                json.writeTree(one.json());
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
