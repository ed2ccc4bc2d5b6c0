package dev.muster.cli.watch;

import dev.muster.model.Event;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Draws the same lines again and again, in place, by ANSI escapes. */
public final class TerminalDisplay implements Display {
    private static final String ERASE_BELOW = "\u001b[J";
    private static final Duration REDRAW_EVERY = Duration.ofMillis(200);

    private final PrintWriter out;
    private final PrintWriter err;
    private final TerminalSize size;
    private Instant drawnAt = Instant.MIN;
    private int drawn;

    public TerminalDisplay(PrintWriter out, PrintWriter err, TerminalSize size) {
        this.out = out;
        this.err = err;
        this.size = size;
    }

    @Override
    public void heard(Event event, Progress progress, Instant now) {
        tick(progress, now);
    }

    /** A thousand events a second would only flicker. */
    @Override
    public void tick(Progress progress, Instant now) {
        if (now.isAfter(drawnAt.plus(REDRAW_EVERY))) {
            draw(progress, now);
        }
    }

    private void draw(Progress progress, Instant now) {
        // The line below the last stays free for the cursor.
        List<String> lines = ProgressView.lines(progress, now, size.rows() - 1);
        var text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append('A');
        }
        text.append('\r').append(ERASE_BELOW);
        // A line that wraps would be two on the screen, and the next drawing would start too low.
        lines.forEach(line -> text.append(line, 0, Math.min(line.length(), size.columns() - 1))
                .append('\n'));
        out.print(text);
        out.flush();
        drawn = lines.size();
        drawnAt = now;
    }

    @Override
    public void end(Progress progress, Instant now) {
        draw(progress, now);
        Results.print(progress, now, out, err);
    }
}
