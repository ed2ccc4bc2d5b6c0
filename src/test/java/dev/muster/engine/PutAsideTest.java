package dev.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Failure;
import dev.muster.model.Failure.EffectLeft;
import org.junit.jupiter.api.Test;

class PutAsideTest {
    private static final String CANARY = "canary-7f3a9c51";

    private static RuntimeException bug(String message) {
        return new IllegalStateException(message, new IllegalArgumentException(message));
    }

    @Test
    void aBugIsToldWithoutAnythingThatWasSent() {
        Failure failure = PutAside.bug(bug(CANARY), EffectLeft.UNKNOWN);

        assertThat(failure.toString()).doesNotContain(CANARY).contains("IllegalStateException");
        assertThat(failure.effect()).isEqualTo(EffectLeft.UNKNOWN);
        assertThat(PutAside.wayOf(bug(CANARY))).doesNotContain(CANARY).contains("PutAsideTest.bug");
    }

    @Test
    void theSameBugHasTheSameTraceWhateverTheInput() {
        String[] traces = new String[2];
        for (int i = 0; i < 2; i++) {
            traces[i] = PutAside.traceOf(bug("input " + i));
        }

        assertThat(traces[0]).isEqualTo(traces[1]).matches("[0-9a-f]{16}");
        assertThat(PutAside.traceOf(new IllegalStateException("elsewhere"))).isNotEqualTo(traces[0]);
    }
}
