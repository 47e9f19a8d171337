package org.countersign.ui.evidence;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.countersign.app.Countersign;
import org.countersign.evidence.AttestationMaker.Extract;
import org.countersign.evidence.ExportEvidence.ExtractChoices;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.work.WholeFile;

/// Extracts of a campaign: reports about one application or the groups of one owner, which are no evidence themselves.
final class ExtractsViewModel {
    private final Countersign app;
    private final Background slow;
    private final Consumer<String> done;

    /// @param slow for documents
    /// @param done gets what was done, once it is
    ExtractsViewModel(Countersign app, Background slow, Consumer<String> done) {
        this.app = app;
        this.slow = slow;
        this.done = done;
    }

    /// One that can be made.
    ///
    /// @param label as a person chooses it
    record Choice(Extract extract, String label) {}

    /// What can be made of a campaign: applications, then owners of groups.
    void choices(String campaign, Consumer<List<Choice>> found, Consumer<String> failed) {
        slow.run(
                () -> {
                    try (Countersign own = app.beside()) {
                        return choices(own.exportEvidence().choices(campaign));
                    }
                },
                found,
                failure -> failed.accept(Failures.said(failure)));
    }

    private static List<Choice> choices(ExtractChoices of) {
        var choices = new ArrayList<Choice>();
        of.sources()
                .forEach((id, name) -> choices.add(new Choice(
                        new Extract.OfSource(id), Strings.of("evidence.extract.source", Formats.name(name)))));
        of.owners()
                .forEach(owner -> choices.add(new Choice(
                        new Extract.OfOwner(owner), Strings.of("evidence.extract.owner", Formats.name(owner)))));
        return choices;
    }

    /// What a file of it may be called.
    static String name(String campaign, Extract extract) {
        String about =
                switch (extract) {
                    case Extract.OfSource of -> of.source();
                    case Extract.OfOwner of -> of.address().replaceFirst("@.*", "");
                };
        return campaign + "-" + Formats.plain(about).replaceAll("[^a-z0-9.-]", "-") + ".pdf";
    }

    /// Writes one.
    ///
    /// @param answer gets what stands against it; empty where it is written
    void write(String campaign, Choice choice, Path file, Consumer<String> answer) {
        slow.run(
                () -> {
                    try (Countersign own = app.beside()) {
                        WholeFile.replace(file, own.exportEvidence().extract(campaign, choice.extract()));
                    }
                    return file;
                },
                written -> {
                    answer.accept("");
                    done.accept(Strings.of("evidence.extract.saved", Formats.visible(written.toString())));
                },
                failure -> answer.accept(Failures.said(failure)));
    }
}
