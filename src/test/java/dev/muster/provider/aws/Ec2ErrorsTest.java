package dev.muster.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.Confidence;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Failure.Reach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ec2ErrorsTest {
    /** Every code the adapter claims to know exactly. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CAPACITY          | NONE    | InsufficientInstanceCapacity InsufficientHostCapacity InsufficientReservedInstanceCapacity
            CAPACITY          | NONE    | InsufficientCapacity InsufficientVolumeCapacity InsufficientAddressCapacity
            CAPACITY          | NONE    | UnfulfillableCapacity Unsupported ReservationCapacityExceeded SpotMaxPriceTooLow
            CAPACITY          | NONE    | InsufficientFreeAddressesInSubnet
            QUOTA             | NONE    | InstanceLimitExceeded VcpuLimitExceeded MaxSpotInstanceCountExceeded VolumeLimitExceeded
            QUOTA             | NONE    | MaxIOPSLimitExceeded AddressLimitExceeded VpcLimitExceeded ResourceCountExceeded
            THROTTLED         | NONE    | RequestLimitExceeded Throttling ThrottlingException ThrottledException RequestThrottled
            THROTTLED         | NONE    | EC2ThrottledException SlowDown TooManyRequestsException PriorRequestNotComplete
            UNAUTHENTICATED   | NONE    | AuthFailure InvalidClientTokenId ExpiredToken RequestExpired SignatureDoesNotMatch
            PERMISSION_DENIED | NONE    | UnauthorizedOperation AccessDenied
            BILLING           | NONE    | OptInRequired PendingVerification Blocked
            INVALID_REQUEST   | NONE    | InvalidParameter InvalidParameterValue InvalidParameterCombination MissingParameter
            INVALID_REQUEST   | NONE    | UnknownParameter InvalidAMIID.Malformed InvalidInstanceID.Malformed VPCIdNotSpecified
            INVALID_REQUEST   | NONE    | InvalidBlockDeviceMapping
            NOT_FOUND         | NONE    | InvalidInstanceID.NotFound InvalidAMIID.NotFound InvalidSubnetID.NotFound
            NOT_FOUND         | NONE    | InvalidAMIID.Unavailable InvalidGroup.NotFound InvalidKeyPair.NotFound
            CONFLICT          | NONE    | IncorrectInstanceState IncorrectState DependencyViolation IncorrectModificationState
            CONFLICT          | NONE    | VolumeModificationRateExceeded VolumeInUse
            PRECONDITION      | NONE    | OperationNotPermitted
            ALREADY_EXISTS    | NONE    | InvalidPermission.Duplicate InvalidKeyPair.Duplicate InvalidGroup.Duplicate
            TRANSIENT         | UNKNOWN | InternalError InternalFailure ServerInternal ServiceUnavailable Unavailable RequestTimeout
            CONFLICT          | UNKNOWN | IdempotentParameterMismatch
            """)
    void documentedCodeHasItsMeaning(Category category, EffectLeft effect, String codes) {
        for (String code : codes.split(" ")) {
            Ec2Errors.Meaning meaning = Ec2Errors.of(code, 400);

            assertThat(meaning.category()).as(code).isEqualTo(category);
            assertThat(meaning.effect()).as(code).isEqualTo(effect);
            assertThat(meaning.confidence()).as(code).isEqualTo(Confidence.EXACT);
        }
    }

    /** How far a fall-back must go. */
    @ParameterizedTest
    @CsvSource({
        "InsufficientInstanceCapacity, TYPE_IN_ZONE",
        "Unsupported, TYPE_IN_ZONE",
        "InsufficientVolumeCapacity, ZONE",
        "InsufficientFreeAddressesInSubnet, SUBNET",
        "VcpuLimitExceeded, TYPE_IN_REGION",
        "RequestLimitExceeded, REGION",
        "AuthFailure, ACCOUNT",
        "InvalidParameterValue, REQUEST",
        "IncorrectInstanceState, RESOURCE"
    })
    void troubleReachesAsFarAsItDoes(String code, Reach reach) {
        assertThat(Ec2Errors.of(code, 400).reach()).isEqualTo(reach);
    }

    /** It comes as a 500, and has launched nothing all the same. */
    @Test
    void missingCapacityLeavesNothingBehind() {
        assertThat(Ec2Errors.of("InsufficientInstanceCapacity", 500).effect()).isEqualTo(EffectLeft.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidFlavour, 400, INVALID_REQUEST, NONE",
        "InvalidFlavour.NotFound, 400, NOT_FOUND, NONE",
        "FlavourLimitExceeded, 400, QUOTA, NONE",
        "InsufficientFlavourCapacity, 400, CAPACITY, NONE",
        "InsufficientFlavourCapacity, 500, TRANSIENT, UNKNOWN",
        "NewWord, 400, INVALID_REQUEST, NONE",
        "NewWord, 401, UNAUTHENTICATED, NONE",
        "NewWord, 403, PERMISSION_DENIED, NONE",
        "NewWord, 404, NOT_FOUND, NONE",
        "NewWord, 408, TRANSIENT, UNKNOWN",
        "NewWord, 409, CONFLICT, NONE",
        "NewWord, 429, THROTTLED, NONE",
        "NewWord, 500, TRANSIENT, UNKNOWN",
        "NewWord, 302, TRANSIENT, UNKNOWN"
    })
    void unknownCodeIsGuessedAndSaysSo(String code, int httpStatus, Category category, EffectLeft effect) {
        Ec2Errors.Meaning meaning = Ec2Errors.of(code, httpStatus);

        assertThat(meaning.category()).isEqualTo(category);
        assertThat(meaning.effect()).isEqualTo(effect);
        assertThat(meaning.confidence()).isEqualTo(Confidence.HEURISTIC);
    }

    /** A proxy's page may stand for a request that EC2 has carried out. */
    @ParameterizedTest
    @CsvSource({"400", "403", "404", "502"})
    void answerWithoutACodeProvesNothing(int httpStatus) {
        assertThat(Ec2Errors.of(null, httpStatus).effect()).isEqualTo(EffectLeft.UNKNOWN);
        assertThat(Ec2Errors.of("", httpStatus).effect()).isEqualTo(EffectLeft.UNKNOWN);
    }
}
