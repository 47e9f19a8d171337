package org.countersign.work;

/// How far the reading of a long list is.
///
/// @param table changes where numbers of rows mean others than before; 0 before there are any
/// @param read rows so far
/// @param all how many there may be at most
public record Stretch(int table, long read, long all, boolean more) {}
