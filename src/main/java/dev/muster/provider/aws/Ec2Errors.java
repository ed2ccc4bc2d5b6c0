package dev.muster.provider.aws;

import static dev.muster.model.Failure.Category.ALREADY_EXISTS;
import static dev.muster.model.Failure.Category.BILLING;
import static dev.muster.model.Failure.Category.CAPACITY;
import static dev.muster.model.Failure.Category.CONFLICT;
import static dev.muster.model.Failure.Category.INVALID_REQUEST;
import static dev.muster.model.Failure.Category.NOT_FOUND;
import static dev.muster.model.Failure.Category.PERMISSION_DENIED;
import static dev.muster.model.Failure.Category.PRECONDITION;
import static dev.muster.model.Failure.Category.QUOTA;
import static dev.muster.model.Failure.Category.THROTTLED;
import static dev.muster.model.Failure.Category.TRANSIENT;
import static dev.muster.model.Failure.Category.UNAUTHENTICATED;
import static dev.muster.model.Failure.Category.UNSUPPORTED;
import static dev.muster.model.Failure.Confidence.EXACT;
import static dev.muster.model.Failure.Confidence.HEURISTIC;
import static dev.muster.model.Failure.EffectLeft.NONE;
import static dev.muster.model.Failure.EffectLeft.UNKNOWN;
import static dev.muster.model.Failure.Reach.ACCOUNT;
import static dev.muster.model.Failure.Reach.REGION;
import static dev.muster.model.Failure.Reach.REQUEST;
import static dev.muster.model.Failure.Reach.RESOURCE;
import static dev.muster.model.Failure.Reach.SUBNET;
import static dev.muster.model.Failure.Reach.TYPE_IN_REGION;
import static dev.muster.model.Failure.Reach.TYPE_IN_ZONE;
import static dev.muster.model.Failure.Reach.ZONE;

import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.Confidence;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Failure.Reach;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * EC2's error codes in our words. Source: EC2 Developer Guide, "Error codes for the Amazon EC2 API", and STS API Reference,
 * "Common errors", read 2026.
 */
final class Ec2Errors {
    /** What a code means; the effect is that of a call that changes things. */
    record Meaning(Category category, EffectLeft effect, Reach reach, Confidence confidence) {}

    private record Family(Pattern pattern, Meaning meaning) {}

    private static final Map<String, Meaning> CODES = new HashMap<>();

    static {
        refused(CAPACITY, TYPE_IN_ZONE)
                // A 5xx, but a clear answer: nothing was launched.
                .by("InsufficientInstanceCapacity", "InsufficientCapacity", "InsufficientReservedInstanceCapacity")
                .by("InsufficientHostCapacity", "UnfulfillableCapacity", "ReservationCapacityExceeded")
                .by("SpotMaxPriceTooLow")
                // The type is not sold in this zone; it may be in another.
                .by("Unsupported");
        refused(CAPACITY, ZONE).by("InsufficientVolumeCapacity");
        refused(CAPACITY, REGION).by("InsufficientAddressCapacity");
        refused(CAPACITY, SUBNET).by("InsufficientFreeAddressesInSubnet");
        refused(QUOTA, TYPE_IN_REGION).by("InstanceLimitExceeded", "VcpuLimitExceeded", "MaxSpotInstanceCountExceeded");
        refused(QUOTA, REGION)
                .by("VolumeLimitExceeded", "MaxIOPSLimitExceeded", "AddressLimitExceeded", "VpcLimitExceeded")
                .by("ResourceCountExceeded");
        refused(THROTTLED, REGION)
                .by(
                        "RequestLimitExceeded",
                        "Throttling",
                        "ThrottlingException",
                        "ThrottledException",
                        "RequestThrottled")
                .by("EC2ThrottledException", "SlowDown", "TooManyRequestsException", "PriorRequestNotComplete");
        refused(UNAUTHENTICATED, ACCOUNT)
                .by("AuthFailure", "InvalidClientTokenId", "ExpiredToken", "ExpiredTokenException")
                .by("UnrecognizedClientException", "MissingAuthenticationToken", "IncompleteSignature")
                // These two are a wrong clock as often as a wrong key.
                .by("RequestExpired", "SignatureDoesNotMatch");
        refused(PERMISSION_DENIED, ACCOUNT).by("UnauthorizedOperation", "AccessDenied", "AccessDeniedException");
        refused(BILLING, ACCOUNT).by("OptInRequired", "PendingVerification", "Blocked");
        refused(INVALID_REQUEST, REQUEST)
                .by("MissingParameter", "UnknownParameter", "VPCIdNotSpecified", "InvalidBlockDeviceMapping")
                .by("FilterLimitExceeded", "TagLimitExceeded");
        refused(UNSUPPORTED, REQUEST).by("UnsupportedOperation");
        refused(NOT_FOUND, RESOURCE).by("InvalidAMIID.Unavailable", "InvalidGroup.NotFound", "InvalidKeyPair.NotFound");
        refused(CONFLICT, RESOURCE)
                .by("IncorrectInstanceState", "IncorrectState", "DependencyViolation", "IncorrectModificationState")
                .by("VolumeModificationRateExceeded", "VolumeInUse");
        refused(PRECONDITION, RESOURCE).by("OperationNotPermitted");
        refused(ALREADY_EXISTS, RESOURCE)
                .by("InvalidPermission.Duplicate", "InvalidGroup.Duplicate", "InvalidKeyPair.Duplicate");
        means(new Meaning(TRANSIENT, UNKNOWN, REGION, EXACT))
                .by("InternalError", "InternalFailure", "ServerInternal", "ServiceUnavailable", "Unavailable")
                .by("RequestTimeout");
        // The token was spent by another request of ours, which may have launched.
        means(new Meaning(CONFLICT, UNKNOWN, REQUEST, EXACT)).by(Ec2Failures.TOKEN_MISMATCH);
    }

    /** The first that fits has it. */
    private static final List<Family> FAMILIES = List.of(
            family("Invalid.*ID\\.NotFound", NOT_FOUND, RESOURCE, EXACT),
            family("InvalidParameter.*", INVALID_REQUEST, REQUEST, EXACT),
            family(".*\\.Malformed", INVALID_REQUEST, REQUEST, EXACT),
            family("Invalid.*\\.NotFound", NOT_FOUND, RESOURCE, HEURISTIC),
            family("Invalid.*\\.Duplicate", ALREADY_EXISTS, RESOURCE, HEURISTIC),
            family("Invalid.*", INVALID_REQUEST, REQUEST, HEURISTIC),
            family("Missing.*", INVALID_REQUEST, REQUEST, HEURISTIC),
            family("Unsupported.*", UNSUPPORTED, REQUEST, HEURISTIC),
            family("Insufficient.*Capacity", CAPACITY, TYPE_IN_ZONE, HEURISTIC),
            family(".*LimitExceeded", QUOTA, REGION, HEURISTIC));

    private static final Map<Integer, Meaning> STATUSES = Map.of(
            401, new Meaning(UNAUTHENTICATED, NONE, ACCOUNT, HEURISTIC),
            403, new Meaning(PERMISSION_DENIED, NONE, ACCOUNT, HEURISTIC),
            404, new Meaning(NOT_FOUND, NONE, RESOURCE, HEURISTIC),
            // The server gave up reading; what it had read, it may have passed on.
            408, new Meaning(TRANSIENT, UNKNOWN, REQUEST, HEURISTIC),
            409, new Meaning(CONFLICT, NONE, RESOURCE, HEURISTIC),
            429, new Meaning(THROTTLED, NONE, REGION, HEURISTIC));

    private static final Meaning OTHER_4XX = new Meaning(INVALID_REQUEST, NONE, REQUEST, HEURISTIC);
    private static final Meaning OTHER = new Meaning(TRANSIENT, UNKNOWN, REGION, HEURISTIC);

    private Ec2Errors() {}

    /**
     * What an error answer means.
     *
     * @param code null where the answer had none, as when something between us and EC2 gave it: no proof of anything
     */
    static Meaning of(@Nullable String code, int httpStatus) {
        if (code == null || code.isEmpty()) {
            Meaning guess = ofStatus(httpStatus);
            return new Meaning(guess.category(), UNKNOWN, guess.reach(), HEURISTIC);
        }
        Meaning exact = CODES.get(code);
        if (exact != null) {
            return exact;
        }
        return FAMILIES.stream()
                .filter(family ->
                        httpStatus < 500 && family.pattern().matcher(code).matches())
                .map(Family::meaning)
                .findFirst()
                .orElseGet(() -> ofStatus(httpStatus));
    }

    private static Meaning ofStatus(int httpStatus) {
        return STATUSES.getOrDefault(httpStatus, httpStatus >= 400 && httpStatus < 500 ? OTHER_4XX : OTHER);
    }

    private static Family family(String pattern, Category category, Reach reach, Confidence confidence) {
        return new Family(Pattern.compile(pattern), new Meaning(category, NONE, reach, confidence));
    }

    private static Row refused(Category category, Reach reach) {
        return means(new Meaning(category, NONE, reach, EXACT));
    }

    private static Row means(Meaning meaning) {
        return new Row(meaning);
    }

    /** One line of the table. */
    private record Row(Meaning meaning) {
        Row by(String... codes) {
            for (String code : codes) {
                if (CODES.put(code, meaning) != null) {
                    throw new IllegalStateException(code + " stands twice in the table");
                }
            }
            return this;
        }
    }
}
