package org.countersign.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.countersign.text.Sha256;

/// The guides that lie beside evidence (VERIFY.sh, VERIFY.md), of every version.
///
/// Evidence is opened years later, by then with a newer Countersign, and is still what its script of that time says.
final class Guides {
    private static final List<Guide> KNOWN = read();

    private Guides() {}

    /// One that was put beside evidence.
    ///
    /// @param name of the resource: `VERIFY.sh` of bundles, `ledger/VERIFY.sh` of exports of a ledger
    /// @param version of the script that it belongs to
    /// @param sha256 of its bytes, in hex
    record Guide(String name, int version, String sha256) {}

    private static List<Guide> read() {
        var guides = new ArrayList<Guide>();
        new String(BundleFiles.resource("guides"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    String[] parts = line.split(" ", 3);
                    guides.add(new Guide(parts[0], Integer.parseInt(parts[1]), parts[2]));
                });
        return List.copyOf(guides);
    }

    /// All of them, those of today last.
    static List<Guide> known() {
        return KNOWN;
    }

    /// What is wrong with the guides among these files.
    ///
    /// @param folder where the resources of this kind of evidence lie, with its `/`; empty for bundles
    static List<String> faults(Map<String, byte[]> files, String folder) {
        var faults = new ArrayList<String>();
        for (String name : List.of("VERIFY.sh", "VERIFY.md")) {
            String sha256 = Sha256.hex(files.getOrDefault(name, new byte[0]));
            if (KNOWN.stream()
                    .noneMatch(guide ->
                            guide.name().equals(folder + name) && guide.sha256().equals(sha256))) {
                faults.add(name + " is not that of a known release.");
            }
        }
        return faults;
    }
}
