package dev.muster.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.model.Market;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxSettingsTest {
    private final SandboxFixture fixture = new SandboxFixture(SandboxProfile.EC2_LIKE);

    @ParameterizedTest
    @CsvSource({
        "profile, gcp-like, 'must be one of [ec2-like, lambda-like]'",
        "seed, abc, 'must be a whole number'",
        "bootDelay, soon, 'must be a duration such as 500ms'",
        "bootDelay, 3s..1s, 'must be a duration such as 500ms'",
        "lostAnswerChance, 1.5, 'must be a probability from 0 to 1'",
        "vcpuQuota, -1, 'must be a whole number from 0 up'",
        "throttling, yes, 'must be true or false'",
        "capacity, huge@*+*=1, 'must be rules such as gpu-8@sandbox-1a+spot=2'",
        "bootdelay, 1s, 'unknown setting bootdelay; the sandbox knows bootDelay, capacity'"
    })
    void whatIsWrongIsNamedWithItsRemedy(String setting, String value, String complaint) {
        fixture.with(setting, value);

        assertThatThrownBy(fixture::reopen)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting)
                .hasMessageContaining(complaint);
    }

    @Test
    void everythingCanBeSet() {
        fixture.with("capacity", "gpu-8@sandbox-1a+spot=2, gpu-8@*+*=4")
                .with("bootDelay", "0.5s..3s")
                .with("vcpuQuota", "64")
                .with("seed", "42");

        var settings = SandboxSettings.read(fixture.account(), "local");

        assertThat(settings.tuning().timings().boot()).isEqualTo(DelayRange.ofMillis(500, 3_000));
        assertThat(settings.tuning().timings().spotNotice()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.tuning().limits().vcpuQuota()).isEqualTo(64);
        assertThat(settings.tuning().limits().capacity())
                .containsExactly(
                        new CapacityRule("gpu-8", "sandbox-1a", Market.SPOT, 2),
                        new CapacityRule("gpu-8", null, null, 4));
        assertThat(settings.seed()).isEqualTo(42);
    }

    @Test
    void anOpenCloudCannotBecomeAnother() {
        fixture.reopen();
        fixture.with("vcpuQuota", "1");

        assertThatThrownBy(fixture::reopen).hasMessageContaining("is open with other settings");
    }

    @Test
    void aStateFileOfAnotherCloudIsLeftAlone(@TempDir Path folder) {
        String file = folder.resolve("cloud").toString();
        fixture.with("stateFile", file).reopen();

        assertThatThrownBy(new SandboxFixture(SandboxProfile.EC2_LIKE).with("stateFile", file)::reopen)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stateFile")
                .hasMessageContaining("another cloud");
    }
}
