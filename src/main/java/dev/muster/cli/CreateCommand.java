package dev.muster.cli;

import dev.muster.cli.kafka.ExitException;
import dev.muster.cli.kafka.PlannedCommand;
import dev.muster.model.Command.CreateInstance;
import dev.muster.model.Command.TypeWish;
import dev.muster.model.Market;
import dev.muster.model.ResourceName;
import dev.muster.model.Scope;
import dev.muster.model.UserData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends one CreateInstance. */
@Command(
        name = "create",
        description = "Launches instances.",
        customSynopsis = "muster instances create NAME --account ACCOUNT --region REGION --type TYPE [OPTIONS]",
        sortOptions = false,
        footer = {
            "",
            "Of what may be given several times the first is the best; the next is tried where it cannot be had.",
            "",
            "Example:",
            "  muster instances create trainer --account sandbox --region sandbox-1 --type small --count 3 --watch"
        })
final class CreateCommand extends Leaf {
    private static final int COUNT_MAX = 1_000;

    @Parameters(paramLabel = "NAME", description = "The instance's name; with --count the stem: NAME-0, NAME-1, ...")
    String name;

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            required = true,
            description = "Our id of the configured credential.")
    String account;

    @Option(names = "--region", paramLabel = "REGION", required = true, description = "The provider's own name.")
    String region;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            required = true,
            description = "Wanted type, in the provider's own words. Several: in order.")
    List<String> types;

    @Option(names = "--count", paramLabel = "N", description = "How many, 1 to 1000. Without it: exactly NAME.")
    @Nullable
    Integer count;

    @Option(
            names = "--market",
            paramLabel = "MARKET",
            description = "on-demand or spot. Several: in order. Default: on-demand.")
    List<String> markets = List.of();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Wanted zone, by name or id. Several: in order. Default: any.")
    List<String> zones = List.of();

    @Option(names = "--image", paramLabel = "IMAGE", description = "The provider's own id or name of the image.")
    @Nullable
    String image;

    @Option(names = "--subnet", paramLabel = "SUBNET", description = "The provider's own id.")
    @Nullable
    String subnet;

    @Option(names = "--security-group", paramLabel = "ID", description = "The provider's own id. May be repeated.")
    List<String> securityGroups = List.of();

    @Option(names = "--key-name", paramLabel = "KEY", description = "The provider's own name of the login key.")
    @Nullable
    String keyName;

    @Option(names = "--root-volume-gib", paramLabel = "GIB", description = "Size of the root volume.")
    @Nullable
    Integer rootVolumeGib;

    @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "May be repeated.")
    Map<String, String> tags = new LinkedHashMap<>();

    @Option(
            names = "--user-data-file",
            paramLabel = "FILE",
            description = "Given to the machine at first boot; at most 16 KiB.")
    @Nullable
    Path userDataFile;

    @Option(
            names = "--expires-after",
            paramLabel = "TIME",
            description = "End it that long after its launch, e.g. 90m or PT1H.")
    @Nullable
    Duration expiresAfter;

    @Mixin
    SendOptions send;

    @Override
    int run(Session session) {
        var create = create(Instant.now());
        check(create);
        var scope = new Scope(session.settings().tenant(), account, region);
        var resources = IntStream.range(0, create.instances())
                .mapToObj(index -> ResourceName.instance(scope, create.idOf(index)))
                .toList();
        var planned = new PlannedCommand(send.commandId(), create, resources);
        return new Submission(session, send, display(session)).run(List.of(planned));
    }

    private CreateInstance create(Instant now) {
        return new CreateInstance(
                account,
                region,
                null,
                name,
                count,
                types.stream().map(type -> new TypeWish(type, null, null)).toList(),
                markets.stream().map(CreateCommand::market).toList(),
                zones,
                image,
                subnet,
                securityGroups,
                keyName,
                rootVolumeGib,
                tags,
                userDataFile == null ? null : userData(userDataFile),
                send.expectedVersion,
                send.deadline(now),
                send.dryRun,
                expiresAfter);
    }

    /** Only what makes no command at all; the service knows the rest, and says everything at once. */
    private static void check(CreateInstance create) {
        Names.requireScope(create.account(), create.region());
        if (create.count() != null && (create.count() < 1 || create.count() > COUNT_MAX)) {
            throw ExitException.usage("--count: 1 to " + COUNT_MAX);
        }
        Names.requireInstanceId(create.idOf(create.instances() - 1));
    }

    private static Market market(String word) {
        try {
            return Market.of(word);
        } catch (IllegalArgumentException e) {
            throw ExitException.usage("--market: on-demand or spot, not '" + word + "'");
        }
    }

    private static UserData userData(Path file) {
        try {
            if (Files.size(file) > UserData.SIZE_BYTES_MAX) {
                throw ExitException.usage(
                        "--user-data-file: " + file + " has more than " + UserData.SIZE_BYTES_MAX + " bytes");
            }
            return new UserData(Files.readAllBytes(file));
        } catch (IOException e) {
            throw ExitException.usage("--user-data-file: " + file + " cannot be read");
        }
    }
}
