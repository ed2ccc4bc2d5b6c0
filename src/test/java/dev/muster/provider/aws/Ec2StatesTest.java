package dev.muster.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.LifecycleState;
import dev.muster.model.TerminationReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ec2StatesTest {
    @ParameterizedTest
    @CsvSource({
        "0, PROVISIONING",
        "16, RUNNING",
        "32, TERMINATING",
        "48, TERMINATED",
        "64, STOPPING",
        "80, STOPPED",
        "272, RUNNING",
        "33072, TERMINATED",
        "17, UNKNOWN",
        "96, UNKNOWN"
    })
    void stateIsTheLowByte(int code, LifecycleState state) {
        assertThat(Ec2States.state(code, "")).isEqualTo(state);
    }

    @Test
    void missingStateIsUnknown() {
        assertThat(Ec2States.state(null, "")).isEqualTo(LifecycleState.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"64, SUSPENDING", "80, SUSPENDED", "16, RUNNING", "48, TERMINATED"})
    void hibernatedMachineIsSuspended(int code, LifecycleState state) {
        assertThat(Ec2States.state(code, "Client.UserInitiatedHibernate")).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "Server.InsufficientInstanceCapacity, CAPACITY_AT_LAUNCH",
        "Server.SpotInstanceTermination, SPOT_INTERRUPTION",
        "Server.SpotInstanceShutdown, SPOT_INTERRUPTION",
        "Client.VolumeLimitExceeded, VOLUME_LIMIT",
        "Client.InternalError, LAUNCH_ERROR",
        "Client.InvalidSnapshot.NotFound, LAUNCH_ERROR",
        "Server.InternalError, HOST_FAILURE",
        "Server.ScheduledStop, PROVIDER_MAINTENANCE",
        "Client.InstanceInitiatedShutdown, GUEST_SHUTDOWN",
        "Client.UserInitiatedShutdown, EXTERNAL",
        "Client.InstanceTerminated, EXTERNAL",
        "Client.NewWord, UNKNOWN",
        "'', UNKNOWN"
    })
    void endedMachineSaysWhy(String code, TerminationReason reason) {
        assertThat(Ec2States.reason(LifecycleState.TERMINATED, code)).isEqualTo(reason);
        assertThat(Ec2States.reason(LifecycleState.TERMINATING, code)).isEqualTo(reason);
    }

    @Test
    void stoppedMachineHasNotEnded() {
        assertThat(Ec2States.reason(LifecycleState.STOPPED, "Server.ScheduledStop"))
                .isNull();
    }
}
