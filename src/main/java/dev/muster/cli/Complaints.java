package dev.muster.cli;

import dev.muster.cli.kafka.ExitException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person is told when something goes wrong; never a stack trace, unless asked for. */
final class Complaints {
    /** Set to anything, it shows where a bug of the client is. */
    private static final String DEBUG = "MUSTER_DEBUG";

    private Complaints() {}

    static int wrongUsage(ParameterException failure, String[] args) {
        var command = failure.getCommandLine();
        var err = command.getErr();
        err.println("muster: " + failure.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return ExitException.USAGE;
    }

    static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        var err = command.getErr();
        if (failure instanceof ExitException known) {
            err.println("muster: " + known.getMessage());
            err.flush();
            return known.code();
        }
        err.println("muster: a bug of the client: " + failure + ". Set " + DEBUG + "=1 to see where.");
        if (System.getenv(DEBUG) != null) {
            failure.printStackTrace(err);
        }
        err.flush();
        return ExitException.FAILED;
    }
}
