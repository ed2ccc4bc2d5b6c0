package dev.muster.model;

import java.util.List;

/** One call owed to a provider, complete: whoever makes it needs nothing else but credentials. */
public sealed interface Call {
    Kind kind();

    /** How many resources of the provider's request it counts for, e.g. instances launched. */
    int size();

    enum Kind {
        LAUNCH(true),
        TERMINATE(true),
        STOP(true),
        START(true),
        REBOOT(true),
        DESCRIBE(false),
        SWEEP(false),
        FIND(false);

        private final boolean mutating;

        Kind(boolean mutating) {
            this.mutating = mutating;
        }

        public boolean isMutating() {
            return mutating;
        }

        /** The call that carries out a verb on machines that exist. */
        public static Kind of(Verb verb) {
            return valueOf(verb == Verb.CREATE ? "LAUNCH" : verb.name());
        }
    }

    /**
     * Launches up to {@code countMax} machines of one candidate in one call.
     *
     * @param findKey the client token (at most 64 ASCII characters), or on a provider without tokens the machine's name; the
     *     same key is never used with other parameters
     * @param countMin fewer than this must fail as a whole
     */
    record Launch(
            String findKey,
            Ownership ownership,
            LaunchTemplate template,
            LaunchTemplate.Candidate candidate,
            int countMin,
            int countMax)
            implements Call {
        @Override
        public Kind kind() {
            return Kind.LAUNCH;
        }

        @Override
        public int size() {
            return countMax;
        }
    }

    /** Terminates, stops, starts or reboots machines by the provider's ids. */
    record Act(Kind kind, List<String> providerIds) implements Call {
        public Act {
            providerIds = List.copyOf(providerIds);
        }

        @Override
        public int size() {
            return providerIds.size();
        }
    }

    /** Reads machines by id; an id the provider does not show is simply absent from the answer. */
    record Describe(List<String> providerIds) implements Call {
        public Describe {
            providerIds = List.copyOf(providerIds);
        }

        @Override
        public Kind kind() {
            return Kind.DESCRIBE;
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /**
     * Lists everything of ours in the scope, and answers with the rows of those buckets only whose digest differs.
     *
     * @param bucketDigests per bucket the XOR of the digests of the rows we know, {@link ObservedInstance#BUCKETS} of them
     */
    record Sweep(Ownership ownership, List<Long> bucketDigests) implements Call {
        public Sweep {
            bucketDigests = List.copyOf(bucketDigests);
        }

        @Override
        public Kind kind() {
            return Kind.SWEEP;
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /** Reads the machines that carry a find key. A complete and empty answer shows their absence as of now. */
    record Find(Ownership ownership, String findKey) implements Call {
        @Override
        public Kind kind() {
            return Kind.FIND;
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /**
     * How our machines are marked at the provider.
     *
     * @param deploymentId born in the journal of the scope, so that no copied configuration can claim another's machines
     */
    record Ownership(String deploymentId, String tenant) {}
}
