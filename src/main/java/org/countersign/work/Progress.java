package org.countersign.work;

/// How long work reports and is stopped. Called from the working thread; implementations are thread-safe.
public interface Progress {
    /// Nobody watches, nobody stops.
    Progress NONE = (step, done, total) -> {};

    /// Says how far the work is.
    ///
    /// @param step what is being done, already in words
    /// @param done how much of `total`, in the same unit
    /// @param total 0 where it is not known
    /// @throws CancelledException when the person asked to stop
    void report(String step, long done, long total);

    /// Says how many rows have been read in all, before what [#report] says of bytes.
    default void rows(long read) {}

    /// Whether the person asked to stop; for work that is asked within a step.
    default boolean stopped() {
        return false;
    }
}
