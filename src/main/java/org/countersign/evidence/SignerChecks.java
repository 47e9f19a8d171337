package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What SIGNERS, `roster.json` and the names of files say of each other, whoever signed.
final class SignerChecks {
    private SignerChecks() {}

    /// What does not fit.
    static List<String> faults(Records records, List<Signer> signers) {
        var faults = new ArrayList<String>();
        var written = new StringBuilder();
        Set<Integer> aside = setAside(records);
        // The authorities of all of them: BroughtTrust says what may be in it.
        var certificates = new HashSet<>(Set.of(BroughtTrust.CHAIN));
        int number = 0;
        for (Signer signer : signers) {
            number++;
            while (!signer.manifest().equals(AsicManifest.name(number)) && aside.contains(number)) {
                number++;
            }
            certificates.add("certs/" + AsicManifest.three(number) + ".pem");
            written.append(signer.fingerprint())
                    .append(' ')
                    .append(signer.role())
                    .append(' ')
                    .append(signer.manifest())
                    .append(' ')
                    .append(signer.address())
                    .append('\n');
            if (!signer.manifest().equals(AsicManifest.name(number))) {
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
        for (String name : records.names()) {
            if (name.startsWith("certs/") && !certificates.contains(name)) {
                faults.add(name + " belongs to no signature.");
            }
        }
        return faults.stream().distinct().toList();
    }

    /// Numbers that packets could have used: those whose answer never came leave a gap (ADR 37).
    private static Set<Integer> setAside(Records records) {
        var numbers = new HashSet<Integer>();
        for (ToldEvent event : records.told()) {
            if (event.is("packet.exported")) {
                numbers.add(event.data().path("ordinal").asInt());
            }
        }
        return numbers;
    }
}
