package dev.muster.provider.aws;

import dev.muster.model.Call;
import dev.muster.model.ScopeProfile;
import dev.muster.provider.Answer;
import dev.muster.provider.ComputeProvider;
import dev.muster.provider.RebootsInstances;
import dev.muster.provider.StopsInstances;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;

/**
 * EC2 in one region of one account. One call of ours is one call of EC2's, but for the readings, which are one a page;
 * nothing is tried again here that may have arrived.
 */
final class Ec2Provider implements ComputeProvider, StopsInstances, RebootsInstances {
    private final String account;
    private final ScopeProfile profile;
    private final LaunchRequests launches;
    private final Ec2Rows rows;
    private final IdentityProvider<AwsCredentialsIdentity> credentials;
    private final Ec2AsyncClient ec2;
    private final Runnable released;

    /** @param released runs once this is closed, for what it shared with other regions */
    Ec2Provider(
            String account,
            ScopeProfile profile,
            LaunchRequests launches,
            Ec2Rows rows,
            IdentityProvider<AwsCredentialsIdentity> credentials,
            Ec2AsyncClient ec2,
            Runnable released) {
        this.account = account;
        this.profile = profile;
        this.launches = launches;
        this.rows = rows;
        this.credentials = credentials;
        this.ec2 = ec2;
        this.released = released;
    }

    @Override
    public ScopeProfile profile() {
        return profile;
    }

    @Override
    public Uni<Answer> launch(Call.Launch call, CallContext context) {
        var failures = new Ec2Failures(Call.Kind.LAUNCH, "RunInstances", LaunchRequests.secrets(call));
        return Ec2Calls.send(
                        failures,
                        context,
                        context.timeout(),
                        limits -> ec2.runInstances(launches.of(call).toBuilder()
                                .overrideConfiguration(limits)
                                .build()))
                .map(made -> Answer.of(rows.of(made.instances()), Ec2Calls.requestId(made)))
                .onFailure(Ec2Failures::saysAllEnded)
                .recoverWithItem(thrown -> Answer.allGone(Ec2Failures.requestId(thrown)));
    }

    @Override
    public Uni<Answer> terminate(Call.Act call, CallContext context) {
        return Ec2Calls.send(
                        failures(call.kind(), "TerminateInstances"),
                        context,
                        context.timeout(),
                        limits -> ec2.terminateInstances(request ->
                                request.instanceIds(call.providerIds()).overrideConfiguration(limits)))
                .map(done -> changed(call, done.terminatingInstances(), Ec2Calls.requestId(done)));
    }

    @Override
    public Uni<Answer> stop(Call.Act call, CallContext context) {
        return Ec2Calls.send(
                        failures(call.kind(), "StopInstances"),
                        context,
                        context.timeout(),
                        limits -> ec2.stopInstances(request ->
                                request.instanceIds(call.providerIds()).overrideConfiguration(limits)))
                .map(done -> changed(call, done.stoppingInstances(), Ec2Calls.requestId(done)));
    }

    @Override
    public Uni<Answer> start(Call.Act call, CallContext context) {
        return Ec2Calls.send(
                        failures(call.kind(), "StartInstances"),
                        context,
                        context.timeout(),
                        limits -> ec2.startInstances(request ->
                                request.instanceIds(call.providerIds()).overrideConfiguration(limits)))
                .map(done -> changed(call, done.startingInstances(), Ec2Calls.requestId(done)));
    }

    @Override
    public Uni<Answer> reboot(Call.Act call, CallContext context) {
        return Ec2Calls.send(
                        failures(call.kind(), "RebootInstances"),
                        context,
                        context.timeout(),
                        limits -> ec2.rebootInstances(request ->
                                request.instanceIds(call.providerIds()).overrideConfiguration(limits)))
                .map(done -> Answer.of(List.of(), Ec2Calls.requestId(done)));
    }

    /** By a filter, because one id that EC2 does not know fails a reading by ids. */
    @Override
    public Uni<Answer> describe(Call.Describe call, CallContext context) {
        return read(call.kind(), context, List.of(filter("instance-id", call.providerIds())));
    }

    @Override
    public Uni<Answer> list(Call.Ownership ownership, CallContext context) {
        return read(
                Call.Kind.SWEEP,
                context,
                List.of(
                        filter("tag:" + SystemTags.DEPLOYMENT, List.of(ownership.deploymentId())),
                        filter("tag:" + SystemTags.TENANT, List.of(ownership.tenant()))));
    }

    @Override
    public Uni<Answer> find(Call.Find call, CallContext context) {
        return read(call.kind(), context, List.of(filter("client-token", List.of(call.findKey()))));
    }

    @Override
    public Uni<Void> check() {
        return Uni.createFrom()
                .completionStage(() -> credentials.resolveIdentity())
                .onFailure()
                .transform(thrown -> Ec2Failures.unusable(thrown, account))
                .replaceWithVoid();
    }

    @Override
    public void close() {
        ec2.close();
        released.run();
    }

    private Uni<Answer> read(Call.Kind kind, CallContext context, List<Filter> filters) {
        var failures = failures(kind, "DescribeInstances");
        return Uni.createFrom().deferred(() -> new Ec2Pages(rows, failures, context.timeout(), filters)
                .read((request, left) -> Ec2Calls.send(
                        failures,
                        context,
                        left,
                        limits -> ec2.describeInstances(request.toBuilder()
                                .overrideConfiguration(limits)
                                .build()))));
    }

    private static Ec2Failures failures(Call.Kind kind, String operation) {
        return new Ec2Failures(kind, operation, List.of());
    }

    /** These answers tell of states alone, too little for a row; but a machine left out of one was left as it was. */
    private static Answer changed(Call.Act call, List<InstanceStateChange> changes, @Nullable String requestId) {
        Set<String> named =
                changes.stream().map(InstanceStateChange::instanceId).collect(Collectors.toSet());
        return named.containsAll(call.providerIds())
                ? Answer.of(List.of(), requestId)
                : Answer.partial(List.of(), requestId);
    }

    private static Filter filter(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }
}
