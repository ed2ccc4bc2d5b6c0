package dev.muster.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An imperative request; it may be refused. The field names are those of the Avro schemas and of the JSON form. The
 * command's id, its tenant and its time travel in the record's headers and topic, not here.
 */
public sealed interface Command {
    /** Our id of the configured credential to use. */
    String account();

    /** The provider's own name of the region. */
    String region();

    /** Only a cross-check: where it is given, it must be the tenant of the topic. */
    @Nullable
    String tenant();

    /** The instance's id; for {@link CreateInstance} with a count, the stem of the ids. */
    String name();

    /** The version the sender believes the instance has; another one refuses the command. 0 means it must not exist. */
    @Nullable
    Long expectedVersion();

    /** Past this instant the command is refused, or what is left of it given up. */
    @Nullable
    Instant deadline();

    /** Validate and answer, but do nothing. */
    boolean dryRun();

    Verb verb();

    /**
     * Launches instances.
     *
     * @param count how many, 1 to 1000, named {@code name-0} and on; null for exactly one, named {@code name}
     * @param types wanted types, the best first; the next is tried where one cannot be had
     * @param markets wanted markets, the best first; empty means on-demand
     * @param zones wanted zones by name or id, the best first; empty means any
     * @param image the provider's own id or name of the image; null where the provider has a default
     * @param subnet the provider's own id; null for the account's default
     * @param securityGroups the provider's own ids
     * @param keyName the provider's own name of the login key
     * @param rootVolumeGib size of the root volume in GiB (2^30 bytes); null for the image's own
     * @param tags the user's tags; our state is their truth, they are projected as far as the provider can
     * @param userData given to the machine at first boot; at most 16 KiB; never shown in an event, error or log
     * @param expiresAfter time to live from the moment the provider accepted the launch; null for none
     */
    record CreateInstance(
            String account,
            String region,
            @Nullable String tenant,
            String name,
            @Nullable Integer count,
            List<TypeWish> types,
            List<Market> markets,
            List<String> zones,
            @Nullable String image,
            @Nullable String subnet,
            List<String> securityGroups,
            @Nullable String keyName,
            @Nullable Integer rootVolumeGib,
            Map<String, String> tags,
            @Nullable UserData userData,
            @Nullable Long expectedVersion,
            @Nullable Instant deadline,
            boolean dryRun,
            @Nullable Duration expiresAfter)
            implements Command {
        public CreateInstance {
            types = List.copyOf(types);
            markets = List.copyOf(markets);
            zones = List.copyOf(zones);
            securityGroups = List.copyOf(securityGroups);
            tags = Map.copyOf(tags);
        }

        @Override
        public Verb verb() {
            return Verb.CREATE;
        }

        /** How many instances this is for. */
        public int instances() {
            return count == null ? 1 : count;
        }

        /** The id of instance {@code index}, counted from 0. */
        public String idOf(int index) {
            return count == null ? name : name + "-" + index;
        }
    }

    /** Ends an instance for good. Succeeds, too, when it is already gone. */
    record TerminateInstance(
            String account,
            String region,
            @Nullable String tenant,
            String name,
            @Nullable Long expectedVersion,
            @Nullable Instant deadline,
            boolean dryRun)
            implements Command {
        @Override
        public Verb verb() {
            return Verb.TERMINATE;
        }
    }

    /** Stops an instance, keeping its volumes. Succeeds, too, when it is already stopped. */
    record StopInstance(
            String account,
            String region,
            @Nullable String tenant,
            String name,
            @Nullable Long expectedVersion,
            @Nullable Instant deadline,
            boolean dryRun)
            implements Command {
        @Override
        public Verb verb() {
            return Verb.STOP;
        }
    }

    /** Starts a stopped instance. Succeeds, too, when it already runs. */
    record StartInstance(
            String account,
            String region,
            @Nullable String tenant,
            String name,
            @Nullable Long expectedVersion,
            @Nullable Instant deadline,
            boolean dryRun)
            implements Command {
        @Override
        public Verb verb() {
            return Verb.START;
        }
    }

    /** Reboots a running instance, at most once: where the answer is lost, the result is REBOOT_UNCONFIRMED. */
    record RebootInstance(
            String account,
            String region,
            @Nullable String tenant,
            String name,
            @Nullable Long expectedVersion,
            @Nullable Instant deadline,
            boolean dryRun)
            implements Command {
        @Override
        public Verb verb() {
            return Verb.REBOOT;
        }
    }

    /** A wanted instance type in the provider's own words; with the account's provider it makes a key. */
    record TypeWish(
            String name, @Nullable String variant, @Nullable String upstreamCloud) {
        public InstanceTypeKey keyOf(String provider) {
            return new InstanceTypeKey(provider, upstreamCloud, name, variant);
        }
    }
}
