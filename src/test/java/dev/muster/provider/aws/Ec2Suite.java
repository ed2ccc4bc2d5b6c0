package dev.muster.provider.aws;

import static dev.muster.provider.aws.TestAccount.OWNER;
import static dev.muster.provider.aws.TestAccount.TYPE;
import static dev.muster.provider.aws.TestAccount.ZONE_A;
import static dev.muster.provider.aws.TestAccount.ZONE_B;
import static dev.muster.provider.aws.TestAccount.act;
import static dev.muster.provider.aws.TestAccount.context;
import static dev.muster.provider.aws.TestAccount.launch;
import static dev.muster.provider.aws.TestAccount.template;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.model.Call;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.InstanceTypeKey;
import dev.muster.model.LaunchTemplate;
import dev.muster.model.LifecycleState;
import dev.muster.model.Market;
import dev.muster.model.ObservedInstance;
import dev.muster.model.TerminationReason;
import dev.muster.model.UserData;
import dev.muster.provider.Answer;
import dev.muster.provider.ProviderException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
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
abstract class Ec2Suite {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Ec2Endpoint endpoint;
    private Ec2Provider ec2;

    abstract Ec2Endpoint start() throws Exception;

    @BeforeAll
    void open() throws Exception {
        endpoint = start();
        ec2 = TestAccount.open(endpoint.uri(), Map.of());
    }

    @AfterAll
    void close() {
        if (ec2 != null) ec2.close();
        if (endpoint != null) endpoint.close();
    }

    @Test
    void instanceLivesThroughAllItsStates() {
        String id = launchOne().providerId();
        endpoint.settle();
        assertThat(row(id).state()).isEqualTo(LifecycleState.RUNNING);

        get(ec2.stop(act(Call.Kind.STOP, List.of(id)), context(act(Call.Kind.STOP, List.of(id)))));
        endpoint.settle();
        assertThat(row(id).state()).isEqualTo(LifecycleState.STOPPED);

        get(ec2.start(act(Call.Kind.START, List.of(id)), context(act(Call.Kind.START, List.of(id)))));
        endpoint.settle();
        assertThat(row(id).state()).isEqualTo(LifecycleState.RUNNING);

        get(ec2.reboot(act(Call.Kind.REBOOT, List.of(id)), context(act(Call.Kind.REBOOT, List.of(id)))));
        assertThat(row(id).state()).isEqualTo(LifecycleState.RUNNING);

        assertThat(terminate(List.of(id)).complete()).isTrue();
        endpoint.settle();
        assertThat(row(id).state()).isEqualTo(LifecycleState.TERMINATED);
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
        List<String> ids = List.of(launchOne().providerId());

        terminate(ids);
        endpoint.settle();

        assertThat(terminate(ids).complete()).isTrue();
    }

    @Test
    void unknownIdIsLeftOutOfAReading() {
        String id = launchOne().providerId();

        Answer answer = describe(List.of("i-0123456789abcdef0", id));

        assertThat(answer.complete()).isTrue();
        assertThat(answer.rows()).extracting(ObservedInstance::providerId).containsExactly(id);
    }

    @Test
    void endingAnUnknownIdIsNotFoundAndEndsNoOther() {
        String id = launchOne().providerId();
        endpoint.settle();

        Failure failure = failure(ec2.terminate(
                act(Call.Kind.TERMINATE, List.of(id, "i-0123456789abcdef0")),
                context(act(Call.Kind.TERMINATE, List.of(id)))));

        assertThat(failure.category()).isEqualTo(Category.NOT_FOUND);
        assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        assertThat(failure.provider().code()).isEqualTo("InvalidInstanceID.NotFound");
        assertThat(failure.provider().operation()).isEqualTo("TerminateInstances");
        assertThat(failure.provider().requestId()).isNotEmpty();
        assertThat(row(id).state()).isEqualTo(LifecycleState.RUNNING);
    }

    @Test
    void listShowsOurMachinesAndNobodyElses() {
        var ours = new Call.Ownership("deployment-" + UUID.randomUUID(), "acme");
        var theirs = new Call.Ownership("deployment-" + UUID.randomUUID(), "acme");
        var neighbours = new Call.Ownership(ours.deploymentId(), "umbrella");
        String id = launchFor(ours);
        launchFor(theirs);
        launchFor(neighbours);

        Answer answer = list(ours);

        assertThat(answer.complete()).isTrue();
        assertThat(answer.rows()).extracting(ObservedInstance::providerId).containsExactly(id);
    }

    @Test
    void unknownImageIsNotFound() {
        Failure failure = failure(launchCall(launch(token(), "ami-0123456789abcdef0", 1, 1)));

        assertThat(failure.category()).isEqualTo(Category.NOT_FOUND);
        assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        assertThat(failure.provider().code()).isEqualTo("InvalidAMIID.NotFound");
    }

    @Test
    void findOfAnUnknownTokenIsCompleteAndEmpty() {
        where(Semantic.FINDS_BY_TOKEN, () -> {
            Answer answer = find(token());

            assertThat(answer.complete()).isTrue();
            assertThat(answer.rows()).isEmpty();
        });
    }

    @Test
    void findShowsTheMachinesOfAToken() {
        where(Semantic.FINDS_BY_TOKEN, () -> {
            String token = token();
            launchOne();
            List<ObservedInstance> made =
                    get(launchCall(launch(token, endpoint.image(), 2, 2))).rows();

            assertThat(find(token).rows())
                    .extracting(ObservedInstance::providerId)
                    .containsExactlyInAnyOrderElementsOf(
                            made.stream().map(ObservedInstance::providerId).toList());
        });
    }

    @Test
    void everythingOnTheRequestArrives() {
        var userData = new UserData("#!/bin/sh\necho hello".getBytes(UTF_8));
        var call = launch(token(), OWNER, ZONE_A, Market.ON_DEMAND, template(endpoint.image(), userData), 1, 1);
        String id = get(launchCall(call)).rows().get(0).providerId();

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
    void tokenNeverLaunchesTwice() {
        where(Semantic.TOKEN_NEVER_LAUNCHES_TWICE, () -> {
            Call.Launch call = launch(token(), endpoint.image(), 2, 2);
            List<ObservedInstance> first = get(launchCall(call)).rows();

            List<ObservedInstance> second = get(launchCall(call)).rows();

            assertThat(second)
                    .extracting(ObservedInstance::providerId)
                    .containsExactlyInAnyOrderElementsOf(
                            first.stream().map(ObservedInstance::providerId).toList());
        });
    }

    @Test
    void tokenIsBoundToItsParameters() {
        where(Semantic.TOKEN_IS_BOUND_TO_ITS_PARAMETERS, () -> {
            String token = token();
            get(launchCall(launch(token, endpoint.image(), 1, 1)));

            Failure failure = failure(launchCall(launch(token, endpoint.image(), 1, 2)));

            assertThat(failure.effect()).isEqualTo(EffectLeft.UNKNOWN);
            assertThat(failure.provider().code()).isEqualTo("IdempotentParameterMismatch");
        });
    }

    @Test
    void tokenOfEndedMachinesSaysSo() {
        where(Semantic.TOKEN_OF_ENDED_MACHINES_SAYS_SO, () -> {
            Call.Launch call = launch(token(), endpoint.image(), 1, 1);
            terminate(List.of(get(launchCall(call)).rows().get(0).providerId()));
            endpoint.settle();

            Answer answer = get(launchCall(call));

            assertThat(answer.gone()).isTrue();
            assertThat(answer.rows()).isEmpty();
        });
    }

    @Test
    void launchFillsToMaxCount() {
        where(Semantic.LAUNCH_FILLS_TO_MAX_COUNT, () -> assertThat(
                        get(launchCall(launch(token(), endpoint.image(), 1, 3))).rows())
                .hasSize(3));
    }

    @Test
    void launchIndexCountsUp() {
        where(Semantic.LAUNCH_INDEX_COUNTS_UP, () -> assertThat(
                        get(launchCall(launch(token(), endpoint.image(), 3, 3))).rows())
                .extracting(ObservedInstance::launchIndex)
                .containsExactlyInAnyOrder(0, 1, 2));
    }

    @Test
    void rowsTellTheirToken() {
        where(Semantic.ROWS_TELL_THEIR_TOKEN, () -> {
            String token = token();
            String id = get(launchCall(launch(token, endpoint.image(), 1, 1)))
                    .rows()
                    .get(0)
                    .providerId();

            assertThat(row(id).findKey()).isEqualTo(token);
        });
    }

    @Test
    void endedMachinesCannotBeStopped() {
        where(Semantic.ENDED_MACHINES_CANNOT_BE_STOPPED, () -> {
            List<String> ids = List.of(launchOne().providerId());
            terminate(ids);
            endpoint.settle();

            Failure failure = failure(ec2.stop(act(Call.Kind.STOP, ids), context(act(Call.Kind.STOP, ids))));

            assertThat(failure.category()).isEqualTo(Category.CONFLICT);
            assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        });
    }

    @Test
    void unknownTypesAreRefused() {
        where(Semantic.UNKNOWN_TYPES_ARE_REFUSED, () -> {
            var type = new InstanceTypeKey("aws", null, "zz9.plural", null);
            var candidate = new LaunchTemplate.Candidate(type, ZONE_A, Market.ON_DEMAND);
            var call = new Call.Launch(token(), OWNER, template(endpoint.image(), null), candidate, 1, 1);

            Failure failure = failure(launchCall(call));

            // EC2 says InvalidParameterValue; Moto says InvalidInstanceType.NotFound.
            assertThat(failure.category()).isIn(Category.INVALID_REQUEST, Category.NOT_FOUND);
            assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        });
    }

    @Test
    void unknownZonesAreRefused() {
        where(Semantic.UNKNOWN_ZONES_ARE_REFUSED, () -> {
            var call = launch(token(), OWNER, "us-east-1z", Market.ON_DEMAND, template(endpoint.image(), null), 1, 1);

            assertThat(failure(launchCall(call)).category()).isEqualTo(Category.INVALID_REQUEST);
        });
    }

    @Test
    void rowsTellSpot() {
        where(Semantic.ROWS_TELL_SPOT, () -> {
            var call = launch(token(), OWNER, ZONE_A, Market.SPOT, template(endpoint.image(), null), 1, 1);

            assertThat(get(launchCall(call)).rows())
                    .extracting(ObservedInstance::market)
                    .containsExactly(Market.SPOT);
        });
    }

    /** In a zone whose id no setting tells. */
    @Test
    void rowsTellTheirZoneId() {
        where(Semantic.ROWS_TELL_THEIR_ZONE_ID, () -> {
            var call = launch(token(), OWNER, ZONE_B, Market.ON_DEMAND, template(endpoint.image(), null), 1, 1);

            assertThat(get(launchCall(call)).rows().get(0).zoneId()).startsWith("use1-az");
        });
    }

    @Test
    void endedRowsTellWhy() {
        where(Semantic.ENDED_ROWS_TELL_WHY, () -> {
            String id = launchOne().providerId();
            terminate(List.of(id));
            endpoint.settle();

            assertThat(row(id).rawReason()).isEqualTo("Client.UserInitiatedShutdown");
            assertThat(row(id).reason()).isEqualTo(TerminationReason.EXTERNAL);
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

    private ObservedInstance launchOne() {
        return get(launchCall(launch(token(), endpoint.image(), 1, 1))).rows().get(0);
    }

    private String launchFor(Call.Ownership owner) {
        var call = launch(token(), owner, ZONE_A, Market.ON_DEMAND, template(endpoint.image(), null), 1, 1);
        return get(launchCall(call)).rows().get(0).providerId();
    }

    private Uni<Answer> launchCall(Call.Launch call) {
        return ec2.launch(call, context(call));
    }

    private Answer terminate(List<String> ids) {
        Call.Act call = act(Call.Kind.TERMINATE, ids);
        return get(ec2.terminate(call, context(call)));
    }

    private Answer describe(List<String> ids) {
        var call = new Call.Describe(ids);
        return get(ec2.describe(call, context(call)));
    }

    private Answer list(Call.Ownership owner) {
        return get(ec2.list(owner, context(new Call.Sweep(owner, List.of()))));
    }

    private Answer find(String token) {
        var call = new Call.Find(OWNER, token);
        return get(ec2.find(call, context(call)));
    }

    private ObservedInstance row(String id) {
        return describe(List.of(id)).rows().get(0);
    }

    private static String token() {
        return UUID.randomUUID().toString();
    }

    private static Answer get(Uni<Answer> call) {
        return call.await().atMost(PATIENCE);
    }

    private static Failure failure(Uni<Answer> call) {
        Throwable thrown = catchThrowable(() -> get(call));
        assertThat(thrown).isInstanceOf(ProviderException.class);
        return ((ProviderException) thrown).failure();
    }
}
