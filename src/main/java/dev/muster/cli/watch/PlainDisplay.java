package dev.muster.cli.watch;

import dev.muster.cli.text.DurationText;
import dev.muster.cli.text.EventText;
import dev.muster.cli.text.Table;
import dev.muster.model.Event;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** Adds a line for each change: for logs and pipes. */
public final class PlainDisplay implements Display {
    private final PrintWriter out;
    private final PrintWriter err;
    private boolean wondered;

    public PlainDisplay(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void heard(Event event, Progress progress, Instant now) {
        String elapsed = DurationText.elapsed(Duration.between(progress.startedAt(), now));
        out.println(Table.padded(elapsed, 8) + "  "
                + Table.padded(event.head().resource().id(), 16) + "  " + EventText.what(event));
        out.flush();
    }

    @Override
    public void tick(Progress progress, Instant now) {
        if (!wondered && ProgressView.isSilent(progress, now)) {
            wondered = true;
            out.println(ProgressView.headline(progress, now));
            out.flush();
        }
    }

    @Override
    public void end(Progress progress, Instant now) {
        Results.print(progress, now, out, err);
    }
}
