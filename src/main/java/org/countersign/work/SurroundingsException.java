package org.countersign.work;

/// Disk, lock, network or display failed: exit code 4. Nothing half-done remains.
///
/// Unchecked, because it may come from any read or write; translated once, at the edge.
public final class SurroundingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message one sentence that says what failed and what to do
    public SurroundingsException(String message, Throwable cause) {
        super(message, cause);
    }

    /// @param message one sentence that says what failed and what to do
    public SurroundingsException(String message) {
        super(message);
    }
}
