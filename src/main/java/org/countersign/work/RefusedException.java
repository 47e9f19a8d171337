package org.countersign.work;

/// The input was refused and nothing was changed: exit code 3, or a note where the content would be.
///
/// Carries what one clear message needs: where (file, line, column), why, and what to do about it.
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String reason;
    private final String remedy;
    private final String remedyOnScreen;

    /// @param place file and position, or the thing that was named; may be empty
    /// @param reason one sentence
    /// @param remedy one sentence, may be empty
    public RefusedException(String place, String reason, String remedy) {
        this(place, reason, remedy, remedy);
    }

    /// Where the remedy is an option of the command line, which a person at a window does not have.
    ///
    /// @param remedyOnScreen what that person can do, one sentence, may be empty
    public RefusedException(String place, String reason, String remedy, String remedyOnScreen) {
        super(message(place, reason, remedy));
        this.place = place;
        this.reason = reason;
        this.remedy = remedy;
        this.remedyOnScreen = remedyOnScreen;
    }

    private static String message(String place, String reason, String remedy) {
        String what = place.isEmpty() || reason.isEmpty() ? place + reason : place + ": " + reason;
        String sentence = what.isEmpty() || what.endsWith(".") || remedy.isEmpty() ? what : what + ".";
        return (sentence + " " + remedy).strip();
    }

    /// File and position.
    public String place() {
        return place;
    }

    /// Why.
    public String reason() {
        return reason;
    }

    /// What to do.
    public String remedy() {
        return remedy;
    }

    /// What to do at a window, where there are no options.
    public String remedyOnScreen() {
        return remedyOnScreen;
    }

    /// The whole message, in the words of a window.
    public String messageOnScreen() {
        return message(place, reason, remedyOnScreen);
    }
}
