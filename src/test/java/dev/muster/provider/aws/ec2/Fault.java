package dev.muster.provider.aws.ec2;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Something that goes wrong around one call. <em>Before</em> means before it takes effect, which a drop or an error
 * then prevents; <em>answer</em> means afterwards: the effect stands and only the caller is deceived.
 */
public final class Fault {
    private final Consumer<Call> play;

    private Fault(Consumer<Call> play) {
        this.play = play;
    }

    /** Closes the connection; nothing happened. */
    public static Fault dropBefore() {
        return new Fault(Call::drop);
    }

    /** Closes the connection after everything happened. */
    public static Fault dropAnswer() {
        return new Fault(call -> {
            call.execute();
            call.drop();
        });
    }

    public static Fault errorBefore(Ec2Error error) {
        return new Fault(call -> call.answer(call.errorReply(error)));
    }

    /** The caller is told of an error, and the effect stands. */
    public static Fault errorAnswer(Ec2Error error) {
        return new Fault(call -> {
            call.execute();
            call.answer(call.errorReply(error));
        });
    }

    /** A late request: takes effect only then, though the caller may long be gone. In real time. */
    public static Fault delayBefore(Duration delay) {
        return new Fault(call -> call.later(delay, () -> call.answer(call.execute())));
    }

    /** A late answer to a prompt effect. In real time. */
    public static Fault delayAnswer(Duration delay) {
        return new Fault(call -> {
            Reply reply = call.execute();
            call.later(delay, () -> call.answer(reply));
        });
    }

    /** As a delay before, until {@link Faults#release}. */
    public static Fault holdBefore() {
        return new Fault(call -> call.hold(() -> call.answer(call.execute())));
    }

    /** As a delayed answer, until {@link Faults#release}. */
    public static Fault holdAnswer() {
        return new Fault(call -> {
            Reply reply = call.execute();
            call.hold(() -> call.answer(reply));
        });
    }

    /** An answer in good HTTP whose XML breaks off in the middle; the effect stands. */
    public static Fault truncateAnswer() {
        return new Fault(call -> call.answer(call.execute().truncated()));
    }

    void play(Call call) {
        play.accept(call);
    }
}
