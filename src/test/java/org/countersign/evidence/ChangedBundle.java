package org.countersign.evidence;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A bundle in which somebody changed one file, and packed it again as it must be packed: the ZIP gives nothing away.
public final class ChangedBundle {
    private ChangedBundle() {}

    /// @param change of the text of one file
    public static byte[] of(byte[] bundle, String name, UnaryOperator<String> change) throws Exception {
        var files = new TreeMap<>(CanonicalZip.read(bundle));
        String before = new String(files.get(name), StandardCharsets.UTF_8);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("nothing was changed in " + name);
        }
        files.put(name, after.getBytes(StandardCharsets.UTF_8));
        return CanonicalZip.write(files);
    }
}
