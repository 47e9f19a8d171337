package org.countersign.cli;

/// `--format`.
enum Format {
    table,
    json,
    csv
}
