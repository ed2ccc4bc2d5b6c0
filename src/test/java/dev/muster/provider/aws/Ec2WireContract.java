package dev.muster.provider.aws;

import static dev.muster.provider.aws.Caller.ids;
import static dev.muster.provider.aws.TestAccount.OWNER;
import static dev.muster.provider.aws.TestAccount.TYPE;
import static dev.muster.provider.aws.TestAccount.ZONE_A;
import static dev.muster.provider.aws.TestAccount.ZONE_B;
import static dev.muster.provider.aws.TestAccount.launch;
import static dev.muster.provider.aws.TestAccount.template;
import static dev.muster.provider.aws.TestAccount.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.model.Call;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.LifecycleState;
import dev.muster.model.Market;
import dev.muster.model.ObservedInstance;
import dev.muster.model.TerminationReason;
import dev.muster.model.UserData;
import dev.muster.provider.Answer;
import dev.muster.provider.ProviderException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the adapter does with something that speaks EC2, whoever wrote it. One body for all endpoints: where one lacks a
 * {@link Semantic}, the test proves that it still does, and is then reported as skipped with the name of what is missing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Ec2WireContract {
    private static final String NO_SUCH_ID = "i-0123456789abcdef0";

    private Ec2Endpoint endpoint;
    private Caller caller;

    abstract Ec2Endpoint start() throws Exception;

    @BeforeAll
    void open() throws Exception {
        endpoint = start();
        caller = new Caller(TestAccount.open(endpoint.uri(), Map.of()));
    }

    @AfterAll
    void close() {
        caller.ec2().close();
        endpoint.close();
    }

    @Test
    void instanceLivesThroughAllItsStates() {
        String id = launchOne().providerId();
        endpoint.settle();
        assertThat(caller.row(id).state()).isEqualTo(LifecycleState.RUNNING);

        caller.act(Call.Kind.STOP, id);
        endpoint.settle();
        assertThat(caller.row(id).state()).isEqualTo(LifecycleState.STOPPED);

        caller.act(Call.Kind.START, id);
        endpoint.settle();
        assertThat(caller.row(id).state()).isEqualTo(LifecycleState.RUNNING);

        caller.act(Call.Kind.REBOOT, id);
        assertThat(caller.row(id).state()).isEqualTo(LifecycleState.RUNNING);

        assertThat(caller.act(Call.Kind.TERMINATE, id).complete()).isTrue();
        endpoint.settle();
        assertThat(caller.row(id).state()).isEqualTo(LifecycleState.TERMINATED);
    }

    @Test
    void launchedRowSaysWhatWasAsked() {
        ObservedInstance row = launchOne();

        assertThat(row.providerId()).startsWith("i-");
        assertThat(row.state()).isIn(LifecycleState.PROVISIONING, LifecycleState.RUNNING);
        assertThat(row.typeName()).isEqualTo(TYPE);
        assertThat(row.market()).isEqualTo(Market.ON_DEMAND);
        assertThat(row.zoneName()).isEqualTo(ZONE_A);
        assertThat(row.launchedAt()).isNotNull();
        assertThat(row.interruptAt()).isNull();
    }

    @Test
    void endingTwiceIsEndingOnce() {
        String id = launchOne().providerId();

        caller.act(Call.Kind.TERMINATE, id);
        endpoint.settle();

        assertThat(caller.act(Call.Kind.TERMINATE, id).complete()).isTrue();
    }

    @Test
    void unknownIdIsLeftOutOfAReading() {
        String id = launchOne().providerId();

        Answer answer = caller.describe(NO_SUCH_ID, id);

        assertThat(answer.complete()).isTrue();
        assertThat(ids(answer)).containsExactly(id);
    }

    @Test
    void endingAnUnknownIdIsNotFoundAndEndsNoOther() {
        String id = launchOne().providerId();
        endpoint.settle();

        Failure failure = caller.actFailure(Call.Kind.TERMINATE, id, NO_SUCH_ID);

        assertThat(failure.category()).isEqualTo(Category.NOT_FOUND);
        assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        assertThat(failure.provider().code()).isEqualTo("InvalidInstanceID.NotFound");
        assertThat(failure.provider().operation()).isEqualTo("TerminateInstances");
        assertThat(failure.provider().requestId()).isNotEmpty();
        assertThat(caller.row(id).state()).isEqualTo(LifecycleState.RUNNING);
    }

    @Test
    void listShowsOurMachinesAndNobodyElses() {
        var ours = new Call.Ownership("deployment-" + UUID.randomUUID(), "acme");
        var theirs = new Call.Ownership("deployment-" + UUID.randomUUID(), "acme");
        var neighbours = new Call.Ownership(ours.deploymentId(), "umbrella");
        String id = launchFor(ours);
        launchFor(theirs);
        launchFor(neighbours);

        Answer answer = caller.list(ours);

        assertThat(answer.complete()).isTrue();
        assertThat(ids(answer)).containsExactly(id);
    }

    @Test
    void unknownImageIsNotFound() {
        Failure failure = caller.launchFailure(launch(token(), "ami-0123456789abcdef0", 1, 1));

        assertThat(failure.category()).isEqualTo(Category.NOT_FOUND);
        assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        assertThat(failure.provider().code()).isEqualTo("InvalidAMIID.NotFound");
    }

    @Test
    void everythingOnTheRequestArrives() {
        var userData = new UserData("#!/bin/sh\necho hello".getBytes(UTF_8));
        var call = launch(token(), OWNER, ZONE_A, Market.ON_DEMAND, template(endpoint.image(), userData), 1, 1);
        String id = ids(caller.launch(call)).get(0);

        Ec2Endpoint.Seen seen = endpoint.seen(id);

        assertThat(seen.instanceTags())
                .containsEntry("team", "vision")
                .containsEntry("muster:deployment", OWNER.deploymentId())
                .containsEntry("muster:tenant", OWNER.tenant())
                .containsEntry("muster:batch", call.findKey());
        assertThat(seen.volumeTags()).containsExactly(seen.instanceTags());
        assertThat(seen.volumesGib()).containsExactly(40);
        assertThat(Base64.getDecoder().decode(seen.userData())).isEqualTo(userData.bytes());
    }

    @Test
    void findOfAnUnknownTokenIsCompleteAndEmpty() {
        where(Semantic.FINDS_BY_TOKEN, () -> {
            Answer answer = caller.find(token());

            assertThat(answer.complete()).isTrue();
            assertThat(answer.rows()).isEmpty();
        });
    }

    @Test
    void findShowsTheMachinesOfAToken() {
        where(Semantic.FINDS_BY_TOKEN, () -> {
            Call.Launch call = launchCall(2, 2);
            launchOne();
            List<String> made = ids(caller.launch(call));

            assertThat(ids(caller.find(call.findKey()))).containsExactlyInAnyOrderElementsOf(made);
        });
    }

    @Test
    void tokenNeverLaunchesTwice() {
        where(Semantic.TOKEN_NEVER_LAUNCHES_TWICE, () -> {
            Call.Launch call = launchCall(2, 2);
            List<String> first = ids(caller.launch(call));

            assertThat(ids(caller.launch(call))).containsExactlyInAnyOrderElementsOf(first);
        });
    }

    @Test
    void tokenIsBoundToItsParameters() {
        where(Semantic.TOKEN_IS_BOUND_TO_ITS_PARAMETERS, () -> {
            String token = token();
            caller.launch(launch(token, endpoint.image(), 1, 1));

            Failure failure = caller.launchFailure(launch(token, endpoint.image(), 1, 2));

            assertThat(failure.effect()).isEqualTo(EffectLeft.UNKNOWN);
            assertThat(failure.provider().code()).isEqualTo("IdempotentParameterMismatch");
        });
    }

    @Test
    void tokenOfEndedMachinesSaysSo() {
        where(Semantic.TOKEN_OF_ENDED_MACHINES_SAYS_SO, () -> {
            Call.Launch call = launchCall(1, 1);
            caller.act(Call.Kind.TERMINATE, ids(caller.launch(call)).get(0));
            endpoint.settle();

            Answer answer = caller.launch(call);

            assertThat(answer.gone()).isTrue();
            assertThat(answer.rows()).isEmpty();
        });
    }

    @Test
    void launchFillsToMaxCount() {
        where(
                Semantic.LAUNCH_FILLS_TO_MAX_COUNT,
                () -> assertThat(caller.launch(launchCall(1, 3)).rows()).hasSize(3));
    }

    @Test
    void launchIndexCountsUp() {
        where(Semantic.LAUNCH_INDEX_COUNTS_UP, () -> assertThat(
                        caller.launch(launchCall(3, 3)).rows())
                .extracting(ObservedInstance::launchIndex)
                .containsExactlyInAnyOrder(0, 1, 2));
    }

    @Test
    void rowsTellTheirToken() {
        where(Semantic.ROWS_TELL_THEIR_TOKEN, () -> {
            Call.Launch call = launchCall(1, 1);
            String id = ids(caller.launch(call)).get(0);

            assertThat(caller.row(id).findKey()).isEqualTo(call.findKey());
        });
    }

    @Test
    void endedMachinesCannotBeStopped() {
        where(Semantic.ENDED_MACHINES_CANNOT_BE_STOPPED, () -> {
            String id = launchOne().providerId();
            caller.act(Call.Kind.TERMINATE, id);
            endpoint.settle();

            Failure failure = caller.actFailure(Call.Kind.STOP, id);

            assertThat(failure.category()).isEqualTo(Category.CONFLICT);
            assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        });
    }

    @Test
    void unknownTypesAreRefused() {
        where(Semantic.UNKNOWN_TYPES_ARE_REFUSED, () -> {
            Failure failure = caller.launchFailure(launch("zz9.plural", endpoint.image(), 1, 1, ZONE_A));

            // EC2 says InvalidParameterValue; Moto says InvalidInstanceType.NotFound.
            assertThat(failure.category()).isIn(Category.INVALID_REQUEST, Category.NOT_FOUND);
            assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        });
    }

    @Test
    void unknownZonesAreRefused() {
        where(Semantic.UNKNOWN_ZONES_ARE_REFUSED, () -> {
            Failure failure = caller.launchFailure(launch(TYPE, endpoint.image(), 1, 1, "us-east-1z"));

            assertThat(failure.category()).isEqualTo(Category.INVALID_REQUEST);
        });
    }

    @Test
    void rowsTellSpot() {
        where(Semantic.ROWS_TELL_SPOT, () -> {
            var call = launch(token(), OWNER, ZONE_A, Market.SPOT, template(endpoint.image(), null), 1, 1);

            assertThat(caller.launch(call).rows())
                    .extracting(ObservedInstance::market)
                    .containsExactly(Market.SPOT);
        });
    }

    /** In a zone whose id no setting tells. */
    @Test
    void rowsTellTheirZoneId() {
        where(Semantic.ROWS_TELL_THEIR_ZONE_ID, () -> {
            Answer answer = caller.launch(launch(TYPE, endpoint.image(), 1, 1, ZONE_B));

            assertThat(answer.rows().get(0).zoneId()).startsWith("use1-az");
        });
    }

    @Test
    void endedRowsTellWhy() {
        where(Semantic.ENDED_ROWS_TELL_WHY, () -> {
            String id = launchOne().providerId();
            caller.act(Call.Kind.TERMINATE, id);
            endpoint.settle();

            assertThat(caller.row(id).rawReason()).isEqualTo("Client.UserInitiatedShutdown");
            assertThat(caller.row(id).reason()).isEqualTo(TerminationReason.EXTERNAL);
        });
    }

    /** Runs what needs a semantic; at an endpoint without it, proves that it fails there and says so. */
    private void where(Semantic needed, Runnable body) {
        if (!endpoint.missing().contains(needed)) {
            body.run();
            return;
        }
        Throwable failed = catchThrowable(body::run);
        if (failed == null) {
            Assertions.fail("the emulator does " + needed + " now: take it off the list");
        }
        boolean answered = failed instanceof ProviderException refused
                && refused.failure().provider().httpStatus() > 0;
        if (!answered) {
            assertThat(failed).as("what the emulator does instead").isInstanceOf(AssertionError.class);
        }
        Assumptions.abort("the emulator does not do " + needed);
    }

    private Call.Launch launchCall(int countMin, int countMax) {
        return launch(token(), endpoint.image(), countMin, countMax);
    }

    private ObservedInstance launchOne() {
        return caller.launch(launchCall(1, 1)).rows().get(0);
    }

    private String launchFor(Call.Ownership owner) {
        var call = launch(token(), owner, ZONE_A, Market.ON_DEMAND, template(endpoint.image(), null), 1, 1);
        return ids(caller.launch(call)).get(0);
    }
}
