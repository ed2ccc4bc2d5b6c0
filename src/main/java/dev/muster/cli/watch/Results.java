package dev.muster.cli.watch;

import dev.muster.cli.text.FailureText;
import java.io.PrintWriter;
import java.time.Instant;

/** What a person is told last. */
final class Results {
    private Results() {}

    static void print(Progress progress, Instant now, PrintWriter out, PrintWriter err) {
        if (progress.isDone()) {
            out.println(ProgressView.summary(progress, now));
        }
        out.flush();
        progress.failures().forEach(failure -> FailureText.of(failure).forEach(err::println));
        if (!progress.isDone()) {
            err.println("muster: no result in time; what was sent goes on. Follow it: muster watch "
                    + String.join(" ", progress.unanswered()));
        }
        err.flush();
    }
}
