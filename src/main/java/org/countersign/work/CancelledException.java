package org.countersign.work;

/// The person stopped the work; the transaction around it is rolled back.
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
