package dev.muster.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({"90m, PT1H30M", "1h30m, PT1H30M", "PT90M, PT1H30M", "2d, PT48H", "250ms, PT0.25S", "' 5S ', PT5S"})
    void aDurationIsReadAsPeopleWriteIt(String text, Duration meant) {
        assertThat(DurationText.parse(text)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m5", "0s", "-5m", "PT-1S", "5 minutes", "1w", "99999999999s"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0.0 s", "PT3.49S, 3.4 s", "PT59.99S, 59.9 s", "PT65S, 1:05", "PT2H10M, 2:10:00", "PT-5S, 0.0 s"})
    void aRunningClock(Duration duration, String shown) {
        assertThat(DurationText.elapsed(duration)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"PT12S, 12s", "PT5M59S, 5m", "PT3H20M, 3h20m", "PT3H, 3h", "P4DT1H5M, 4d1h", "PT-5S, 0s"})
    void anAge(Duration duration, String shown) {
        assertThat(DurationText.age(duration)).isEqualTo(shown);
    }
}
