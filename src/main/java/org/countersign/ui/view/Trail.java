package org.countersign.ui.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What was done last, by the names that the program has for it: for a report of a mistake, in which nobody's data may
/// be. So only constants of enums are taken.
public final class Trail {
    private static final int MOST = 50;
    private static final Deque<String> LAST = new ArrayDeque<>();

    private Trail() {}

    /// Remembers one.
    public static void mark(Enum<?> done) {
        synchronized (LAST) {
            LAST.addLast(done.getDeclaringClass().getSimpleName() + "." + done.name());
            if (LAST.size() > MOST) {
                LAST.removeFirst();
            }
        }
    }

    /// The last fifty, the oldest first.
    public static List<String> last() {
        synchronized (LAST) {
            return List.copyOf(LAST);
        }
    }
}
