package org.countersign.ui.view;

import org.countersign.work.RefusedException;

/// What a person at a window reads of something that could not be done.
public final class Failures {
    private Failures() {}

    /// In the words of a window, where there are no options of a command line.
    public static String said(Exception failure) {
        return failure instanceof RefusedException refused
                ? refused.messageOnScreen()
                : String.valueOf(failure.getMessage());
    }
}
