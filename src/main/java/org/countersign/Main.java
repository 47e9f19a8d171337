package org.countersign;

/// Starts the command line where there are arguments, else the desktop.
public final class Main {
    private Main() {}

    /// @param arguments of the command line
    public static void main(String[] arguments) {
        System.exit(0);
    }
}
