package org.countersign.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.drift.ApplyLinks.Done;
import org.countersign.drift.LinkChange;
import org.countersign.drift.LinkChange.Action;
import org.countersign.drift.LinksFile;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `link`: who stands behind an app's accounts, and what a person says of it.
@Command(
        name = "link",
        description = "Says who stands behind an account, or that nobody does.",
        subcommands = {LinkListCommand.class, LinkShowCommand.class})
final class LinkCommand {
    @ParentCommand
    private RootCommand root;

    RootCommand root() {
        return root;
    }

    @Command(name = "set", description = "This identity stands behind this account.")
    int set(
            @Parameters(paramLabel = "SOURCE") String source,
            @Parameters(paramLabel = "ACCOUNT") String account,
            @Parameters(paramLabel = "IDENTITY") String identity)
            throws RefusedException {
        return say(source, account, Optional.of(identity));
    }

    @Command(name = "cut", description = "No identity stands behind this account.")
    int cut(@Parameters(paramLabel = "SOURCE") String source, @Parameters(paramLabel = "ACCOUNT") String account)
            throws RefusedException {
        return say(source, account, Optional.empty());
    }

    private int say(String source, String account, Optional<String> identity) throws RefusedException {
        try (var app = root.open()) {
            app.setLink().run(app.actor(), source, account, identity);
            root.terminal().line("Recorded: " + isNow(source, account, identity));
            Action action = identity.isPresent() ? Action.SET : Action.CUT;
            warn(app, List.of(new LinkChange("", source, account, action, identity)));
            return 0;
        }
    }

    /// On the error stream, so that what other programs read stays as it is.
    private void warn(Countersign app, List<LinkChange> changes) {
        app.applyLinks().withoutApp(changes).forEach(source -> root.terminal()
                .note("Note: " + source + " is no app in governance: no rule reads what is said of its accounts."));
    }

    private static String isNow(String source, String account, Optional<String> identity) {
        return source + "/" + account + " is "
                + identity.map(id -> "identity " + id + "'s.").orElse("nobody's.");
    }

    @Command(name = "confirm", description = "The link that a key made is right, whatever keys say later.")
    int confirm(@Parameters(paramLabel = "SOURCE") String source, @Parameters(paramLabel = "ACCOUNT") String account)
            throws RefusedException {
        return one(new LinkChange("", source, account, Action.CONFIRM, Optional.empty()));
    }

    @Command(name = "forget", description = "Takes back what a person said: keys decide again.")
    int forget(@Parameters(paramLabel = "SOURCE") String source, @Parameters(paramLabel = "ACCOUNT") String account)
            throws RefusedException {
        return one(new LinkChange("", source, account, Action.FORGET, Optional.empty()));
    }

    private int one(LinkChange change) throws RefusedException {
        try (var app = root.open()) {
            Done done = app.applyLinks().run(app.actor(), List.of(change)).getFirst();
            root.terminal().line((done.stood() ? "Stood already: " : "Recorded: ") + sentence(done));
            return 0;
        }
    }

    private static String sentence(Done done) {
        LinkChange change = done.change();
        return change.action() == Action.FORGET
                ? "of " + change.source() + "/" + change.account() + " keys decide again."
                : isNow(change.source(), change.account(), done.identity());
    }

    @Command(
            name = "apply",
            description = "Says of many accounts what a CSV file has (source,account,identity,action: set, confirm, cut"
                    + " or forget), the whole file or nothing.")
    int apply(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--dry-run", description = "Say what it would do, and store nothing.") boolean dry,
            @Option(names = "--format", defaultValue = "table") Format format)
            throws RefusedException {
        String name = String.valueOf(file.getFileName());
        List<LinkChange> changes =
                LinksFile.read(name, decode(name, root.terminal().read(file)));
        try (var app = root.open()) {
            List<Done> done = dry
                    ? app.applyLinks().rehearse(app.actor(), changes)
                    : app.applyLinks().run(app.actor(), changes);
            switch (format) {
                case table -> table(done, dry);
                case csv ->
                    root.terminal()
                            .csv(
                                    List.of("source", "account", "identity", "action", "stood"),
                                    done.stream().map(LinkCommand::row).toList());
                case json -> json(done, dry);
            }
            warn(app, changes);
            return 0;
        }
    }

    private void table(List<Done> done, boolean dry) {
        if (dry) {
            done.stream().filter(one -> !one.stood()).forEach(one -> root.terminal()
                    .line(sentence(one)));
        }
        long stood = done.stream().filter(Done::stood).count();
        root.terminal()
                .line(Formats.counted(done.size() - stood, "link") + (dry ? " would be" : "") + " recorded"
                        + (stood > 0 ? ", " + Formats.number(stood) + " stood already" : "") + "."
                        + (dry ? " Nothing was stored." : ""));
    }

    private static List<String> row(Done done) {
        return List.of(
                done.change().source(),
                done.change().account(),
                done.identity().orElse(""),
                done.change().action().text(),
                String.valueOf(done.stood()));
    }

    private void json(List<Done> done, boolean dry) {
        ObjectNode node = CanonicalJson.object().put("stored", !dry);
        ArrayNode array = node.putArray("links");
        done.forEach(one -> {
            ObjectNode link = array.addObject()
                    .put("source", one.change().source())
                    .put("account", one.change().account())
                    .put("action", one.change().action().text())
                    .put("stood", one.stood());
            one.identity().ifPresent(id -> link.put("identity", id));
        });
        root.terminal().json(node);
    }

    private static String decode(String name, byte[] bytes) throws RefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(name, "The file is not UTF-8.", "Save it as UTF-8. Nothing was changed.");
        }
    }
}
