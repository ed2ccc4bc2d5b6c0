package dev.muster.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.model.Call;
import dev.muster.model.Failure;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.InstanceTypeKey;
import dev.muster.model.LaunchTemplate;
import dev.muster.model.LaunchTemplate.Candidate;
import dev.muster.model.LifecycleState;
import dev.muster.model.Market;
import dev.muster.model.ObservedInstance;
import dev.muster.model.ScopeProfile;
import dev.muster.model.Verb;
import dev.muster.model.Zone;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every provider promises, tried through the interface alone. An adapter's test implements this and gives a fixture;
 * what the cloud behind it does not have is skipped.
 */
public interface ProviderContract {
    /** The same one within a test, a fresh one for the next. Its limits let a dozen calls through at once. */
    ProviderFixture fixture();

    @Test
    default void aLaunchedMachineIsFoundByKeyDescribedAndListed() {
        String key = fixture().freshKey();

        Answer launched = launch(key, fixture().typeName(), null, 1);

        String id = launched.rows().get(0).providerId();
        assertThat(launched.rows()).hasSize(1).allSatisfy(row -> assertThat(row.findKey())
                .isEqualTo(key));
        eventually(() -> assertThat(ids(find(key))).containsExactly(id));
        assertThat(ids(describe(id))).containsExactly(id);
        assertThat(ids(list())).contains(id);
    }

    @Test
    default void theSameKeyAgainGivesTheSameMachines() {
        String key = fixture().freshKey();
        Answer first = launch(key, fixture().typeName(), null, 1);
        eventually(() -> assertThat(find(key).rows()).hasSize(1));

        Answer again = launch(key, fixture().typeName(), null, 1);

        assertThat(ids(again)).isEqualTo(ids(first));
        assertThat(ids(find(key))).isEqualTo(ids(first));
    }

    @Test
    default void aCallThatNobodySubscribesToDoesNothing() {
        String key = fixture().freshKey();
        Call.Launch call = launchCall(key, fixture().typeName(), null, 1);

        Uni<Answer> unused = provider().launch(call, fixture().context(call));

        assertThat(unused).isNotNull();
        assertThat(find(key).rows()).isEmpty();
    }

    @Test
    default void machinesOfOneLaunchTellTheirPlacesInIt() {
        assumeTrue(
                profile().launchIndexed() && profile().batchMax(Call.Kind.LAUNCH) >= 3,
                "this cloud launches one at a time");

        Answer launched = launch(fixture().freshKey(), fixture().typeName(), null, 3);

        assertThat(launched.rows()).extracting(ObservedInstance::launchIndex).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(ids(launched)).doesNotHaveDuplicates();
    }

    @Test
    default void aZoneThatIsAskedForIsTheZoneThatIsGiven() {
        assumeTrue(!profile().zones().isEmpty(), "this cloud has no zones");
        Zone asked = profile().zones().get(profile().zones().size() - 1);

        Answer launched = launch(fixture().freshKey(), fixture().typeName(), asked.name(), 1);

        assertThat(launched.rows()).extracting(ObservedInstance::zoneName).containsExactly(asked.name());
    }

    @Test
    default void terminatingTwiceSucceeds() {
        String id = launchVisible();

        terminate(id);
        terminate(id);

        eventually(() -> assertThat(describe(id).rows()).allMatch(row -> row.state() == LifecycleState.TERMINATED));
    }

    @Test
    default void anIdItDoesNotShowIsAbsentNotAFailure() {
        String id = launchVisible();

        assertThat(describe(fixture().unknownId()).rows()).isEmpty();
        assertThat(ids(describe(fixture().unknownId(), id))).containsExactly(id);
    }

    @Test
    default void aKeyNobodyUsedFindsNothingAndSaysThatThisIsAll() {
        Answer nothing = find(fixture().freshKey());

        assertThat(nothing.rows()).isEmpty();
        assertThat(nothing.complete()).isTrue();
    }

    @Test
    default void aListingSaysWhetherItIsComplete() {
        launchVisible();

        assertThat(list().complete()).isTrue();
    }

    @Test
    default void othersMachinesAreNotListed() {
        String ours = launchVisible();
        String foreign = fixture().addForeign();
        assumeTrue(foreign != null, "a machine of others cannot be made here");

        assertThat(ids(list())).contains(ours).doesNotContain(foreign);
    }

    @Test
    default void anUnknownTypeIsRefusedAndLeavesNothing() {
        String key = fixture().freshKey();
        Call.Launch call = launchCall(key, "no-such-type", null, 1);

        Failure failure = failureOf(provider().launch(call, fixture().context(call)));

        assertThat(failure.category()).isEqualTo(Failure.Category.INVALID_REQUEST);
        assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        assertSpoken(failure);
        assertThat(find(key).rows()).isEmpty();
    }

    @Test
    default void endingAMachineNobodyKnowsIsNotFoundWithNothingLeft() {
        var call = new Call.Act(Call.Kind.TERMINATE, List.of(fixture().unknownId()));

        Failure failure = failureOf(provider().terminate(call, fixture().context(call)));

        assertThat(failure.category()).isEqualTo(Failure.Category.NOT_FOUND);
        assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        assertSpoken(failure);
    }

    @Test
    default void equalRowsHaveEqualDigests() {
        String id = launchVisible();
        eventually(() -> assertThat(describe(id).rows()).allMatch(row -> row.state() == LifecycleState.RUNNING));

        long described = describe(id).rows().get(0).digest();

        assertThat(list().rows())
                .filteredOn(row -> row.providerId().equals(id))
                .extracting(ObservedInstance::digest)
                .containsExactly(described);
    }

    @Test
    default void stoppingAndStartingAreSafeToRepeat() {
        assumeTrue(provider() instanceof StopsInstances, "this cloud cannot stop");
        var stops = (StopsInstances) provider();
        String id = launchVisible();
        eventually(() -> assertThat(describe(id).rows()).allMatch(row -> row.state() == LifecycleState.RUNNING));

        var stop = new Call.Act(Call.Kind.STOP, List.of(id));
        answer(stops.stop(stop, fixture().context(stop)));
        answer(stops.stop(stop, fixture().context(stop)));
        eventually(() -> assertThat(describe(id).rows()).allMatch(row -> row.state() == LifecycleState.STOPPED));
        var start = new Call.Act(Call.Kind.START, List.of(id));
        answer(stops.start(start, fixture().context(start)));
        answer(stops.start(start, fixture().context(start)));

        eventually(() -> assertThat(describe(id).rows()).allMatch(row -> row.state() == LifecycleState.RUNNING));
    }

    @Test
    default void aRebootIsAccepted() {
        assumeTrue(provider() instanceof RebootsInstances, "this cloud cannot reboot");
        String id = launchVisible();
        eventually(() -> assertThat(describe(id).rows()).allMatch(row -> row.state() == LifecycleState.RUNNING));
        var call = new Call.Act(Call.Kind.REBOOT, List.of(id));

        answer(((RebootsInstances) provider()).reboot(call, fixture().context(call)));

        eventually(() -> assertThat(describe(id).rows()).allMatch(row -> row.state() == LifecycleState.RUNNING));
    }

    @Test
    default void theVerbsItDeclaresAreTheInterfacesItImplements() {
        Set<Verb> implemented = EnumSet.of(Verb.CREATE, Verb.TERMINATE);
        if (provider() instanceof StopsInstances) {
            implemented.addAll(EnumSet.of(Verb.STOP, Verb.START));
        }
        if (provider() instanceof RebootsInstances) {
            implemented.add(Verb.REBOOT);
        }

        assertThat(profile().verbs()).isEqualTo(implemented);
    }

    @Test
    default void theProfileHoldsTogether() {
        assertThat(profile().callTimeout()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(profile().types()).contains(fixture().typeName());
        assertThat(profile().markets()).isNotEmpty();
        assertThat(profile().batchMax().values()).allMatch(most -> most >= 1);
        assertThat(profile().charges().values().stream().flatMap(List::stream).map(ScopeProfile.Charge::bucket))
                .isSubsetOf(profile().buckets().keySet());
    }

    private ComputeProvider provider() {
        return fixture().provider();
    }

    private ScopeProfile profile() {
        return provider().profile();
    }

    private Call.Launch launchCall(String key, String type, @Nullable String zone, int count) {
        var candidate =
                new Candidate(new InstanceTypeKey(profile().provider(), null, type, null), zone, Market.ON_DEMAND);
        var template =
                new LaunchTemplate(List.of(candidate), fixture().image(), null, List.of(), null, null, Map.of(), null);
        return new Call.Launch(key, fixture().ownership(), template, candidate, count, count);
    }

    private Answer launch(String key, String type, @Nullable String zone, int count) {
        Call.Launch call = launchCall(key, type, zone, count);
        return answer(provider().launch(call, fixture().context(call)));
    }

    /** Launches a machine and waits until the provider shows it. */
    private String launchVisible() {
        String id = launch(fixture().freshKey(), fixture().typeName(), null, 1)
                .rows()
                .get(0)
                .providerId();
        eventually(() -> assertThat(describe(id).rows()).hasSize(1));
        return id;
    }

    private void terminate(String id) {
        var call = new Call.Act(Call.Kind.TERMINATE, List.of(id));
        answer(provider().terminate(call, fixture().context(call)));
    }

    private Answer describe(String... ids) {
        var call = new Call.Describe(List.of(ids));
        return answer(provider().describe(call, fixture().context(call)));
    }

    private Answer find(String key) {
        var call = new Call.Find(fixture().ownership(), key);
        return answer(provider().find(call, fixture().context(call)));
    }

    private Answer list() {
        var call = new Call.Sweep(fixture().ownership(), List.of());
        return answer(provider().list(fixture().ownership(), fixture().context(call)));
    }

    private Answer answer(Uni<Answer> call) {
        return call.await().atMost(fixture().patience());
    }

    private Failure failureOf(Uni<Answer> call) {
        return catchThrowableOfType(ProviderException.class, () -> answer(call)).failure();
    }

    private void eventually(Runnable assertion) {
        await().atMost(fixture().patience()).pollInterval(Duration.ofMillis(20)).untilAsserted(assertion::run);
    }

    private static void assertSpoken(Failure failure) {
        assertThat(failure.effect()).isNotNull();
        assertThat(failure.provider()).isNotNull();
        assertThat(failure.provider().operation()).isNotBlank();
        assertThat(failure.provider().code()).isNotBlank();
        assertThat(failure.message()).isNotBlank();
    }

    private static List<String> ids(Answer answer) {
        return answer.rows().stream().map(ObservedInstance::providerId).toList();
    }
}
