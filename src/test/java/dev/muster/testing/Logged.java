package dev.muster.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** Everything that our own classes log, at every level, with stack traces, from here to its closing. */
public final class Logged extends Handler implements AutoCloseable {
    private static final Logger OURS = Logger.getLogger("dev.muster");

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Level before = OURS.getLevel();

    public Logged() {
        OURS.setLevel(Level.ALL);
        OURS.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
        var text = new StringWriter();
        text.append(record.getLevel().getName()).append(' ');
        text.append(ExtLogRecord.wrap(record).getFormattedMessage());
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(text, true));
        }
        lines.add(text.toString());
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        OURS.removeHandler(this);
        OURS.setLevel(before);
    }
}
