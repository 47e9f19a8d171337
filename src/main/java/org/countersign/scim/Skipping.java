package org.countersign.scim;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Predicate;

/// Passes by what is known, between two values that a parser reads: finding the end of an object costs a third of
/// its tokens.
///
/// The parser is never told. It is between two values before and after, and so it finds the same grammar; only its
/// places have to be moved by what it did not see.
final class Skipping {
    private final Tape bytes;
    private final JsonParser parser;
    private final Digests digests;

    private boolean skipped;

    /// The parser's line at which it went on; places in later lines have their column.
    private int line;

    private long moreBytes;
    private int moreLines;
    private int moreColumns;

    Skipping(Tape bytes, JsonParser parser, Digests digests) {
        this.bytes = bytes;
        this.parser = parser;
        this.digests = digests;
    }

    /// Passes objects for as long as they are known. The parser stands on the last token of a value.
    ///
    /// @param commas whether a comma is before each, as in an array
    /// @return the digest of the object that comes next, where one was found and is not known
    Optional<ResourceDigest> passKnown(boolean commas, Predicate<ResourceDigest> known) throws IOException {
        JsonLocation start = place(parser.currentLocation());
        bytes.back(parser.releaseBuffered(OutputStream.nullOutputStream()));
        Optional<ResourceDigest> unknown = Optional.empty();
        while (unknown.isEmpty() && bytes.cut(commas)) {
            ResourceDigest digest = digests.ofCut();
            if (known.test(digest)) {
                bytes.pass();
            } else {
                unknown = Optional.of(digest);
            }
        }
        goOn(start, parser.currentLocation());
        return unknown;
    }

    /// @param start where the parser really was
    /// @param told where the parser believes to be
    private void goOn(JsonLocation start, JsonLocation told) {
        skipped = true;
        line = told.getLineNr();
        long offset = bytes.offset();
        long column = bytes.lines() > 0
                ? offset - bytes.lineStart() + 1
                : start.getColumnNr() + offset - start.getByteOffset();
        moreBytes = offset - told.getByteOffset();
        moreLines = start.getLineNr() + bytes.lines() - line;
        moreColumns = (int) column - told.getColumnNr();
    }

    /// Where something really is that the parser tells of now.
    JsonLocation place(JsonLocation told) {
        return skipped && told.getLineNr() > 0
                ? new JsonLocation(
                        told.contentReference(),
                        told.getByteOffset() + moreBytes,
                        -1,
                        told.getLineNr() + moreLines,
                        told.getColumnNr() + (told.getLineNr() == line ? moreColumns : 0))
                : told;
    }
}
