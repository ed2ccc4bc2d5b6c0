package dev.muster.provider.aws;

import static dev.muster.provider.aws.TestAccount.OWNER;
import static dev.muster.provider.aws.TestAccount.context;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.model.Call;
import dev.muster.model.Failure;
import dev.muster.model.ObservedInstance;
import dev.muster.provider.Answer;
import dev.muster.provider.ProviderException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/** Calls the adapter and waits: what the executor does, for a test. */
record Caller(Ec2Provider ec2) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Answer launch(Call.Launch call) {
        return get(ec2.launch(call, context(call)));
    }

    /** A launch that must fail. */
    Failure launchFailure(Call.Launch call) {
        return failure(ec2.launch(call, context(call)));
    }

    Answer act(Call.Kind kind, String... ids) {
        return get(acting(kind, ids));
    }

    /** An act that must fail. */
    Failure actFailure(Call.Kind kind, String... ids) {
        return failure(acting(kind, ids));
    }

    Answer describe(String... ids) {
        var call = new Call.Describe(List.of(ids));
        return get(ec2.describe(call, context(call)));
    }

    Answer list(Call.Ownership owner) {
        return get(ec2.list(owner, context(new Call.Sweep(owner, List.of()))));
    }

    Answer find(String token) {
        var call = new Call.Find(OWNER, token);
        return get(ec2.find(call, context(call)));
    }

    ObservedInstance row(String id) {
        return describe(id).rows().get(0);
    }

    static <T> T get(Uni<T> call) {
        return call.await().atMost(PATIENCE);
    }

    static Failure failure(Uni<?> call) {
        Throwable thrown = catchThrowable(() -> get(call));
        assertThat(thrown).as("the failure").isInstanceOf(ProviderException.class);
        return ((ProviderException) thrown).failure();
    }

    static List<String> ids(Answer answer) {
        return answer.rows().stream().map(ObservedInstance::providerId).toList();
    }

    private Uni<Answer> acting(Call.Kind kind, String... ids) {
        var call = new Call.Act(kind, List.of(ids));
        return switch (kind) {
            case TERMINATE -> ec2.terminate(call, context(call));
            case STOP -> ec2.stop(call, context(call));
            case START -> ec2.start(call, context(call));
            case REBOOT -> ec2.reboot(call, context(call));
            case LAUNCH, DESCRIBE, SWEEP, FIND -> throw new IllegalArgumentException("not an act: " + kind);
        };
    }
}
