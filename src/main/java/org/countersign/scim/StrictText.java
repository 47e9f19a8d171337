package org.countersign.scim;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.countersign.work.RefusedException;

/// Bytes to characters without mercy: Jackson's own byte parser accepts overlong forms, surrogates and
/// UTF-16.
final class StrictText {
    private StrictText() {}

    /// UTF-8 that skips a byte order mark and refuses what is not UTF-8 or cannot be JSON.
    static StrictUtf8 open(InputStream in, String file) throws IOException, RefusedException {
        var buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(8);
        byte[] head = buffered.readNBytes(4);
        buffered.reset();
        if (head.length == 0) {
            throw new RefusedException(file, "The file is empty.", "Export it again.");
        }
        int first = head[0] & 0xff;
        int second = head.length > 1 ? head[1] & 0xff : 1;
        int third = head.length > 2 ? head[2] & 0xff : 1;
        if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff) || first == 0 || second == 0) {
            throw new RefusedException(
                    file, "The file is UTF-16 or UTF-32.", "Save it as UTF-8 (in PowerShell: -Encoding utf8).");
        }
        if (isCompressed(first, second, third)) {
            throw new RefusedException(file, "The file is compressed.", "Unpack it first.");
        }
        if (first == 0xef && second == 0xbb && third == 0xbf) {
            buffered.skipNBytes(3);
        }
        return new StrictUtf8(buffered);
    }

    /// By the marks of gzip, ZIP, 7-Zip, Zstandard, xz, bzip2 and RAR, none of which begins JSON or a table.
    private static boolean isCompressed(int first, int second, int third) {
        return (first == 0x1f && second == 0x8b)
                || (first == 'P' && second == 'K')
                || (first == '7' && second == 'z' && third == 0xbc)
                || (first == 0x28 && second == 0xb5 && third == 0x2f)
                || (first == 0xfd && second == '7' && third == 'z')
                || (first == 'B' && second == 'Z' && third == 'h')
                || (first == 'R' && second == 'a' && third == 'r');
    }
}
