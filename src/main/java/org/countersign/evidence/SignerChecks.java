package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What SIGNERS, `roster.json` and the names of files say of each other, whoever signed.
final class SignerChecks {
    private SignerChecks() {}

    /// What does not fit.
    static List<String> faults(Map<String, byte[]> files, List<Signer> signers) {
        var faults = new ArrayList<String>();
        var records = new Records(files);
        var written = new StringBuilder();
        for (int i = 0; i < signers.size(); i++) {
            Signer signer = signers.get(i);
            written.append(signer.fingerprint())
                    .append(' ')
                    .append(signer.role())
                    .append(' ')
                    .append(signer.manifest())
                    .append(' ')
                    .append(signer.address())
                    .append('\n');
            if (!signer.manifest().equals(AsicManifest.name(i + 1))) {
                faults.add("The signatures are not numbered one after the other, as SIGNERS names them.");
            }
            if (!Set.of("reviewer", "owner").contains(signer.role())) {
                faults.add("SIGNERS names a role that there is not: " + signer.role() + ".");
            }
        }
        if (!Arrays.equals(written.toString().getBytes(StandardCharsets.UTF_8), records.bytes("SIGNERS"))) {
            faults.add("SIGNERS is not as Countersign writes it.");
        }
        JsonNode roster = records.json("roster.json", faults);
        if (!roster.path("campaign").equals(records.json("campaign.json").path("name"))) {
            faults.add("roster.json is of another campaign.");
        }
        for (String name : files.keySet()) {
            if (name.matches("certs/\\d{3}\\.pem") && Integer.parseInt(name.substring(6, 9)) > signers.size()) {
                faults.add(name + " belongs to no signature.");
            }
        }
        return faults.stream().distinct().toList();
    }
}
