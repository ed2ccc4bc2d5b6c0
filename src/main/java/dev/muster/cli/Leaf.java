package dev.muster.cli;

import dev.muster.cli.watch.Display;
import dev.muster.cli.watch.JsonDisplay;
import dev.muster.cli.watch.PlainDisplay;
import dev.muster.cli.watch.TerminalDisplay;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that does something, as opposed to one that only groups others. */
abstract class Leaf implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public final Integer call() {
        var root = (Muster) spec.root().userObject();
        return run(root.session(spec.commandLine().getOut(), spec.commandLine().getErr()));
    }

    /** How progress is shown in this run. */
    final Display display(Session session) {
        if (session.isJson()) {
            return new JsonDisplay(session.out(), session.err(), session.jsonLines());
        }
        var terminal = ((Muster) spec.root().userObject()).terminal();
        return terminal == null
                ? new PlainDisplay(session.out(), session.err())
                : new TerminalDisplay(session.out(), session.err(), terminal);
    }

    /** The process's exit code. */
    abstract int run(Session session);
}
