package org.countersign.ui.trouble;

/// Says something politely, in a place that others say things in, too.
public interface Announcer {
    /// Says it, without taking the focus.
    void say(String text);

    /// Takes it back, where nothing else was said since.
    void unsay(String text);
}
