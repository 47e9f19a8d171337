package org.countersign.scim;

/// One row cannot be used; the reason is one sentence. What follows it can.
public final class RowException extends Exception {
    private static final long serialVersionUID = 1L;

    RowException(String reason) {
        super(reason);
    }
}
