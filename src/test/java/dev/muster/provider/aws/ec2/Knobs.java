package dev.muster.provider.aws.ec2;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How the double behaves, for all regions. May be turned at any time; what has begun keeps the times it began with. */
public final class Knobs {
    private volatile Duration pendingFor = Duration.ofSeconds(5);
    private volatile Duration stoppingFor = Duration.ofSeconds(5);
    private volatile Duration shuttingDownFor = Duration.ofSeconds(5);
    private volatile Duration terminatedRowsKeptFor = Duration.ofHours(1);
    private volatile Duration visibleAfter = Duration.ZERO;
    private volatile int rowsPerPageMax = 1000;
    private volatile boolean mismatchSilent;
    private volatile boolean throttling;
    private final Map<String, StateReason> launchDeaths = new ConcurrentHashMap<>();
    private final Map<String, String> rejectedKeys = new ConcurrentHashMap<>();
    private final Set<String> missingImages = ConcurrentHashMap.newKeySet();

    /** From launch or start to running. */
    public Knobs pendingFor(Duration time) {
        pendingFor = time;
        return this;
    }

    public Knobs stoppingFor(Duration time) {
        stoppingFor = time;
        return this;
    }

    public Knobs shuttingDownFor(Duration time) {
        shuttingDownFor = time;
        return this;
    }

    /** How long describe still shows a terminated instance. About an hour on EC2. */
    public Knobs terminatedRowsKeptFor(Duration time) {
        terminatedRowsKeptFor = time;
        return this;
    }

    /** Eventual consistency: until then a new instance is unknown to every call but a repeat of its own launch. */
    public Knobs visibleAfter(Duration time) {
        visibleAfter = time;
        return this;
    }

    /** Caps MaxResults, so that paging shows with few instances. At most 1,000. */
    public Knobs rowsPerPageMax(int rows) {
        rowsPerPageMax = Math.min(rows, 1000);
        return this;
    }

    /** A spent token with other parameters: the original result, where the default is IdempotentParameterMismatch. */
    public Knobs mismatchSilent(boolean silent) {
        mismatchSilent = silent;
        return this;
    }

    /** Whether the request and resource buckets hold. */
    public Knobs throttling(boolean on) {
        throttling = on;
        return this;
    }

    /** Every launch of this instance type or image from now on goes from pending to terminated. */
    public Knobs dieAtLaunch(String typeOrImage, String reasonCode) {
        launchDeaths.put(typeOrImage, StateReason.of(reasonCode));
        return this;
    }

    public Knobs surviveLaunch(String typeOrImage) {
        launchDeaths.remove(typeOrImage);
        return this;
    }

    /** Every other well-formed image id exists. */
    public Knobs missingImage(String imageId) {
        missingImages.add(imageId);
        return this;
    }

    /** Refuses calls signed with this access key, or with any ({@code *}), with a code such as {@code AuthFailure}. */
    public Knobs rejectCredentials(String accessKey, String errorCode) {
        rejectedKeys.put(accessKey, errorCode);
        return this;
    }

    public Knobs acceptCredentials() {
        rejectedKeys.clear();
        return this;
    }

    Duration pendingFor() {
        return pendingFor;
    }

    Duration stoppingFor() {
        return stoppingFor;
    }

    Duration shuttingDownFor() {
        return shuttingDownFor;
    }

    Duration terminatedRowsKeptFor() {
        return terminatedRowsKeptFor;
    }

    Duration visibleAfter() {
        return visibleAfter;
    }

    int rowsPerPageMax() {
        return rowsPerPageMax;
    }

    boolean mismatchSilent() {
        return mismatchSilent;
    }

    boolean throttling() {
        return throttling;
    }

    Optional<StateReason> deathOf(String type, String image) {
        return Optional.ofNullable(launchDeaths.get(type)).or(() -> Optional.ofNullable(launchDeaths.get(image)));
    }

    boolean imageExists(String imageId) {
        return !missingImages.contains(imageId);
    }

    Optional<String> rejectionOf(String accessKey) {
        return Optional.ofNullable(rejectedKeys.get(accessKey)).or(() -> Optional.ofNullable(rejectedKeys.get("*")));
    }
}
