package org.countersign.ui.view;

import java.nio.file.Path;

/// What a screen asks of the window that it is in.
public interface Host {
    /// Opens a workspace in place of the one that is shown, which is closed first.
    ///
    /// @return why it cannot be opened; empty where it is
    String open(Path file);

    /// Makes the window's content again, at the same place, because its language or its size is another.
    ///
    /// @param id what has the focus then, as the settings name it
    /// @return whether it did; not while something is under way that would be lost
    boolean again(String id);

    /// Goes back to where workspaces are chosen, and closes the one that is shown.
    void leave();

    /// Asks where to write a report of the program and the machine, without anybody's data, and writes it.
    ///
    /// @return why it is not written; empty where it is, or nobody wanted it
    String report();

    /// Ends the program; what is decided is on disk.
    void quit();
}
