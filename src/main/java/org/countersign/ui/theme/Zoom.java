package org.countersign.ui.theme;

/// How large things are that the style sheet does not reach: widths of columns, heights of rows. Set before a window's
/// content is made; what is made keeps it.
public final class Zoom {
    private static volatile double factor = 1;
    private static volatile boolean roomy;

    private Zoom() {}

    /// From now on.
    ///
    /// @param percent 100 to 200
    static void set(int percent, boolean room) {
        factor = percent / 100.0;
        roomy = room;
    }

    /// A length at the size of text that was chosen.
    public static double of(double length) {
        return length * factor;
    }

    /// The height of a row.
    public static double row(double height) {
        return (height + (roomy ? Sheet.ROOM : 0)) * factor;
    }

    /// Whether things are so large that less stands beside each other.
    public static boolean large() {
        return factor >= 1.5;
    }

    /// How much room a length of the window is, in lengths at 100 %.
    public static double room(double length) {
        return length / factor;
    }
}
