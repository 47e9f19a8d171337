package org.countersign.testkit;

/// Whether tests do all that they can instead of a sample (`mvn -Phard verify`).
public final class Hard {
    /// The system property `hard`.
    public static final boolean ON = Boolean.getBoolean("hard");

    private Hard() {}

    /// How many of something to do.
    public static int of(int sample, int all) {
        return ON ? all : sample;
    }
}
