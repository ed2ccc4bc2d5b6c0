package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.cli.kafka.ExitException;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.InstanceSnapshot.Desired;
import dev.muster.model.InstanceSnapshot.Power;
import dev.muster.model.LifecycleState;
import dev.muster.model.ResourceName;
import dev.muster.model.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final List<InstanceSnapshot> KNOWN = List.of(
            snapshot("acme", "aws", "mars", "vm", LifecycleState.RUNNING),
            snapshot("acme", "aws", "venus", "vm", LifecycleState.TERMINATED),
            snapshot("acme", "aws", "mars", "twin", LifecycleState.RUNNING),
            snapshot("acme", "lab", "mars", "twin", LifecycleState.STOPPED),
            snapshot("acme", "aws", "mars", "gone", LifecycleState.TERMINATED),
            snapshot("blue", "aws", "mars", "theirs", LifecycleState.RUNNING));

    private static Names names(String account, String region) {
        return new Names("acme", account, region);
    }

    @Test
    void aWholeNameNeedsNobodysHelp() {
        assertThat(names(null, null).whole("aws/mars/vm").text()).isEqualTo("acme/aws/mars/instances/vm");
        assertThat(names("aws", "mars").whole("vm").text()).isEqualTo("acme/aws/mars/instances/vm");
        assertThat(names("aws", null).whole("vm")).isNull();
        assertThat(names(null, null).whole("vm")).isNull();
    }

    @Test
    void theOneThatIsNotOverIsMeant() {
        assertThat(among(names(null, null), "vm")).isEqualTo("acme/aws/mars/instances/vm");
        assertThat(among(names(null, "venus"), "vm")).isEqualTo("acme/aws/venus/instances/vm");
        assertThat(among(names(null, null), "gone")).isEqualTo("acme/aws/mars/instances/gone");
    }

    @Test
    void ofSeveralNoneIsGuessed() {
        assertThatThrownBy(() -> among(names(null, null), "twin"))
                .isInstanceOf(ExitException.class)
                .hasMessageContaining("twin is ambiguous: aws/mars/twin, lab/mars/twin")
                .hasMessageContaining("--account")
                .extracting(failure -> ((ExitException) failure).code())
                .isEqualTo(ExitException.USAGE);
        assertThat(among(names("lab", null), "twin")).isEqualTo("acme/lab/mars/instances/twin");
    }

    @Test
    void anotherTenantsInstanceIsNotThere() {
        assertThatThrownBy(() -> among(names(null, null), "theirs"))
                .hasMessageContaining("no instance theirs of tenant acme")
                .extracting(failure -> ((ExitException) failure).code())
                .isEqualTo(ExitException.FAILED);
    }

    private static String among(Names names, String word) {
        return names.among(KNOWN, word).text();
    }

    private static InstanceSnapshot snapshot(
            String tenant, String account, String region, String id, LifecycleState state) {
        var desired = new Desired(Power.RUNNING, List.of(), List.of(), List.of(), null, Map.of(), null, "c");
        return new InstanceSnapshot(
                ResourceName.instance(new Scope(tenant, account, region), id),
                1,
                1,
                1,
                state,
                null,
                null,
                desired,
                null,
                null,
                null,
                Instant.EPOCH);
    }
}
