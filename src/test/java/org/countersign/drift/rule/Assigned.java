package org.countersign.drift.rule;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.countersign.governance.ImportGovernance;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.testkit.House;
import org.countersign.testkit.OktaExport;
import org.countersign.work.Progress;
import org.junit.jupiter.api.io.TempDir;

/// A rule asked where the IdP is Okta by its core API, and its application 0oa1 stands for the app `slack`.
abstract class Assigned extends Ruled {
    @TempDir
    private Path exports;

    private int snapshots;

    Assigned(String rule) {
        super(rule);
    }

    /// The two sources, with more keys for slack, and more YAML.
    void sources(String slackKeys, String more) throws Exception {
        String yaml = """
            sources:
              - {id: okta, name: Okta, kind: idp, vendor: okta}
              - {id: slack, name: Slack, kind: app, vendor: slack, authoritativeIdp: okta%s}
            """.formatted(slackKeys) + more;
        house.app()
                .importGovernance()
                .run(
                        house.app().actor(),
                        "governance.yaml",
                        yaml.getBytes(StandardCharsets.UTF_8),
                        new ImportGovernance.Options(Optional.empty(), true, false));
    }

    void tied() throws Exception {
        sources(", idpApplications: [0oa1]", "");
    }

    /// A snapshot of the IdP.
    void okta(OktaExport export) throws Exception {
        oktaAt(House.TAKEN.plusSeconds(snapshots), export);
    }

    void oktaAt(java.time.Instant at, OktaExport export) throws Exception {
        Path folder = export.into(exports.resolve("okta-" + snapshots++));
        house.app()
                .importSnapshot()
                .run(
                        house.app().actor(),
                        new ImportSnapshot.Request("okta", List.of(folder), Optional.of(at), false, true),
                        Progress.NONE);
    }
}
