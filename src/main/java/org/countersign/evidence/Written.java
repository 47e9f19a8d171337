package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.countersign.campaign.ReviewItem;
import org.countersign.ledger.Event;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;

/// How a line of a bundle's file is written, which its digests are of.
sealed interface Written {
    /// SHA-256 of an item without the digest that it names.
    ///
    /// @throws ClassCastException where it is no object
    String itemDigest();

    /// What the chain takes of an event that is told.
    byte[] leaf();

    /// Whatever the line is, what it says is written anew.
    record Anew(JsonNode node) implements Written {
        @Override
        public String itemDigest() {
            return ReviewItem.digestOf((ObjectNode) node);
        }

        @Override
        public byte[] leaf() {
            return Event.leaf(CanonicalJson.bytes(node.path("body")));
        }
    }

    /// As it stands in a file whose every line is canonical, so that a part of its bytes is that part's canonical form.
    ///
    /// @param from where the line begins
    /// @param to its line feed
    record Canonical(byte[] file, int from, int to) implements Written {
        @Override
        public String itemDigest() {
            int name = member("digest");
            if (name < 0) {
                return Sha256.hex(Arrays.copyOfRange(file, from, to));
            }
            int behind = valueEnd(valueEnd(name) + 1);
            // With it goes one comma: the one behind, or, of the last member, the one before.
            int begin = file[behind] == ',' || file[name - 1] == '{' ? name : name - 1;
            int end = file[behind] == ',' ? behind + 1 : behind;
            byte[] rest = new byte[to - from - (end - begin)];
            System.arraycopy(file, from, rest, 0, begin - from);
            System.arraycopy(file, end, rest, begin - from, to - end);
            return Sha256.hex(rest);
        }

        @Override
        public byte[] leaf() {
            int value = valueEnd(member("body")) + 1;
            return Event.leaf(Arrays.copyOfRange(file, value, valueEnd(value)));
        }

        /// Where the quoted name of a member of this object begins; negative where there is none.
        private int member(String name) {
            int begin = from + 1;
            while (file[begin] == '"') {
                int colon = valueEnd(begin);
                if (colon - begin - 2 == name.length() && is(name, begin + 1)) {
                    return begin;
                }
                begin = valueEnd(colon + 1) + 1;
            }
            return -1;
        }

        private boolean is(String name, int begin) {
            for (int i = 0; i < name.length(); i++) {
                if (file[begin + i] != name.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        /// Behind the value, or the name, that begins here.
        private int valueEnd(int begin) {
            int depth = 0;
            int end = begin;
            do {
                switch (file[end]) {
                    case '"' -> end = closingQuote(end);
                    case '{', '[' -> depth++;
                    case '}', ']' -> depth--;
                    default -> {}
                }
                end++;
            } while (depth > 0 || !ends(file[end]));
            return end;
        }

        private int closingQuote(int quote) {
            int end = quote + 1;
            while (file[end] != '"') {
                end += file[end] == '\\' ? 2 : 1;
            }
            return end;
        }

        private static boolean ends(byte c) {
            return c == ',' || c == ':' || c == '}' || c == ']' || c == '\n';
        }
    }
}
