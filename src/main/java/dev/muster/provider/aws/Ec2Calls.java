package dev.muster.provider.aws;

import dev.muster.model.Effect;
import dev.muster.provider.ComputeProvider.CallContext;
import dev.muster.provider.ProviderException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.ec2.model.Ec2Response;

/** Makes one call of the SDK: within its time, with every failure told in our words, and with a line for whoever traces. */
final class Ec2Calls {
    private static final Logger LOG = Logger.getLogger(Ec2Calls.class);

    private Ec2Calls() {}

    /** @param call the SDK's, given the limits it must put on its request; made on subscription */
    static <T extends Ec2Response> Uni<T> send(
            Ec2Failures failures,
            CallContext context,
            Duration timeout,
            Function<AwsRequestOverrideConfiguration, CompletableFuture<T>> call) {
        var limits = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(timeout)
                .build();
        return Uni.createFrom()
                .completionStage(() -> call.apply(limits))
                .onItemOrFailure()
                .transformToUni((answer, thrown) -> {
                    if (thrown == null) {
                        log(failures, context, "OK", requestId(answer));
                        return Uni.createFrom().item(answer);
                    }
                    ProviderException failure = failures.of(thrown);
                    log(failures, context, failure.failure().code(), Ec2Failures.requestId(failure));
                    return Uni.createFrom().failure(failure);
                });
    }

    static @Nullable String requestId(Ec2Response answer) {
        return answer.responseMetadata() == null
                ? null
                : answer.responseMetadata().requestId();
    }

    /** EC2 keeps no trace context of ours, so the line that ties its request id to a trace is here. */
    private static void log(Ec2Failures failures, CallContext context, String result, @Nullable String requestId) {
        Effect effect = context.effect();
        LOG.debugf(
                "called operation=%s result=%s effect=%s attempt=%d request=%s trace=%s",
                failures.operation(), result, effect.effectId(), effect.attempt(), requestId, effect.traceparent());
    }
}
