package org.countersign.cli;

import java.util.Optional;
import org.countersign.work.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `link set` and `link cut`.
@Command(name = "link", description = "Says who stands behind an account, or that nobody does.")
final class LinkCommand {
    @ParentCommand
    private RootCommand root;

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
            root.terminal()
                    .line("Recorded: " + source + "/" + account + " is "
                            + identity.map(id -> "identity " + id + "'s.").orElse("nobody's."));
            return 0;
        }
    }
}
