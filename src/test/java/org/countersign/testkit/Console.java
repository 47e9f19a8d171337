package org.countersign.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Listens to what the window writes on the console: style sheets, FXML, JavaFX itself. Nobody should have to read it.
final class Console implements AutoCloseable {
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.INFO.intValue()) {
                warnings.add(record.getLoggerName() + ": " + record.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    Console() {
        Logger.getLogger("").addHandler(handler);
    }

    /// Listens no more.
    void end() {
        Logger.getLogger("").removeHandler(handler);
    }

    /// Fails where anything was written.
    @Override
    public void close() {
        end();
        if (!warnings.isEmpty()) {
            throw new AssertionError("on the console: " + warnings);
        }
    }
}
