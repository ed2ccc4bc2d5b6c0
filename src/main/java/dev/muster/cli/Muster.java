package dev.muster.cli;

import dev.muster.cli.text.DurationText;
import dev.muster.cli.watch.TerminalSize;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command-line client. */
@Command(
        name = "muster",
        description = "Compute on any cloud, driven through Kafka: sends commands and shows what becomes of them.",
        subcommands = {
            InstancesCommand.class,
            WatchCommand.class,
            EventsCommand.class,
            ErrorsCommand.class,
            DeadLettersCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no broker or service, 124 timed out, 130 interrupted.",
            "",
            "Example:",
            "  muster instances create trainer --account sandbox --region sandbox-1 --type small --watch"
        })
public final class Muster implements Runnable {
    private static final int HELP_WIDTH = 110;

    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final @Nullable TerminalSize terminal;

    @Mixin
    GlobalOptions options;

    @Spec
    CommandSpec spec;

    /** @param terminal what standard output shows; null where it is no terminal */
    Muster(Map<String, String> environment, Path workingDirectory, @Nullable TerminalSize terminal) {
        this.environment = environment;
        this.workingDirectory = workingDirectory;
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        // The Kafka clients log what a person is told in other words. Before their first class is loaded.
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        var terminal = TerminalSize.parse(System.getProperty(TerminalSize.PROPERTY));
        var muster = new Muster(System.getenv(), Path.of(""), terminal);
        int code = muster.commandLine().execute(args);
        System.out.flush();
        // Whatever thread a Kafka client leaves behind has nothing more to do.
        Runtime.getRuntime().halt(code);
    }

    /** Ready to execute; writes to standard output and error unless told otherwise. */
    CommandLine commandLine() {
        var line = new CommandLine(this);
        shorten(line);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(HELP_WIDTH)
                .registerConverter(Duration.class, Muster::duration)
                .setParameterExceptionHandler(Complaints::wrongUsage)
                .setExecutionExceptionHandler(Complaints::failed);
    }

    /** Another exception's class would be shown to whoever typed it. */
    private static Duration duration(String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "': " + e.getMessage());
        }
    }

    /** The options stand below; a synopsis with all of them is read by nobody. */
    private static void shorten(CommandLine line) {
        line.getCommandSpec().usageMessage().abbreviateSynopsis(true);
        line.getSubcommands().values().forEach(Muster::shorten);
    }

    Session session(PrintWriter out, PrintWriter err) {
        return new Session(options.settings(environment, workingDirectory), options, out, err);
    }

    @Nullable
    TerminalSize terminal() {
        return terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }
}
