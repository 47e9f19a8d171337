package org.countersign.ui.view;

/// How a screen leads to one thing on another, such as `people` and `slack/U1`, not knowing which screens there are.
public interface Leads {
    /// Goes there.
    ///
    /// @param screen in lower case
    /// @param id as that screen names it; of people the source, a slash, and the id of the account or identity
    /// @return whether there is such a screen; nothing happens where there is none
    boolean to(String screen, String id);
}
