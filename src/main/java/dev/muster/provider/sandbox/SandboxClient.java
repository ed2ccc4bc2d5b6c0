package dev.muster.provider.sandbox;

import dev.muster.model.Call;
import dev.muster.model.Failure;
import dev.muster.provider.Answer;
import dev.muster.provider.ProviderException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;

/** The way to a cloud and back: half of the latency before a call is executed, half before its answer is heard. */
final class SandboxClient {
    private final SharedCloud cloud;
    private final SandboxProfile profile;
    private final DelayRange latency;

    SandboxClient(SharedCloud cloud, DelayRange latency) {
        this.cloud = cloud;
        this.profile = cloud.settings().profile();
        this.latency = latency;
    }

    /** Makes one call, with no bound on its time. A call that hangs is never answered. */
    Uni<Answer> call(BiFunction<SandboxCloud, Instant, Answer> call) {
        if (latency.isNone()) {
            Uni<Answer> inline = Uni.createFrom().deferred(() -> execute(call));
            return cloud.keepsFile() ? inline.runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) : inline;
        }
        return Uni.createFrom().deferred(() -> {
            Duration halfWay = latency.draw(ThreadLocalRandom.current()).dividedBy(2);
            return pause(halfWay).chain(() -> {
                Uni<Answer> answer = execute(call);
                return pause(halfWay).chain(() -> answer);
            });
        });
    }

    /** Bounds a call's time. Past it nobody can tell whether it was executed. */
    Uni<Answer> within(Duration timeout, Call.Kind kind, Uni<Answer> answer) {
        return answer.ifNoItem().after(timeout).failWith(() -> new Complaint(profile, kind, null)
                .of(Trouble.HUNG, "No answer within " + timeout.toMillis() + " ms."));
    }

    private Uni<Answer> execute(BiFunction<SandboxCloud, Instant, Answer> call) {
        try {
            return Uni.createFrom().item(cloud.call(call));
        } catch (ProviderException e) {
            boolean hangs = e.failure().category() == Failure.Category.TIMEOUT;
            return hangs ? Uni.createFrom().nothing() : Uni.createFrom().failure(e);
        }
    }

    private static Uni<Void> pause(Duration time) {
        return time.isZero()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().voidItem().onItem().delayIt().by(time);
    }
}
