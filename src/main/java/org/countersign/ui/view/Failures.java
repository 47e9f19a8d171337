package org.countersign.ui.view;

import org.countersign.work.RefusedException;

/// What a person at a window reads of something that could not be done.
public final class Failures {
    private Failures() {}

    /// In the words of a window, where there are no options of a command line, and in the language that is spoken.
    public static String said(Exception failure) {
        return failure instanceof RefusedException refused
                ? String.valueOf(spoken(refused).getMessage())
                : Sentences.said(String.valueOf(failure.getMessage()));
    }

    /// Put together as each refusal is.
    private static RefusedException spoken(RefusedException refused) {
        return new RefusedException(
                Sentences.said(refused.place()),
                Sentences.said(refused.reason()),
                Sentences.said(refused.remedyOnScreen()));
    }
}
