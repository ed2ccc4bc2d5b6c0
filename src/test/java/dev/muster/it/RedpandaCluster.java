package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.redpanda.RedpandaContainer;

/**
 * Redpanda in a container. Where no container engine answers it fails, and is not skipped: who asks for these tests wants
 * to know that they ran.
 */
final class RedpandaCluster implements Cluster {
    private static final String IMAGE = "redpandadata/redpanda:v24.3.1";

    private final RedpandaContainer container;

    RedpandaCluster() {
        assertThat(DockerClientFactory.instance().isDockerAvailable())
                .as("the profile 'containers' needs Docker, and none answers; start it, or leave the profile out")
                .isTrue();
        container = new RedpandaContainer(IMAGE);
        container.start();
    }

    @Override
    public String bootstrapServers() {
        // Ours are written without the protocol.
        return container.getBootstrapServers().replaceFirst("^[A-Z_]+://", "");
    }

    /** Frozen, not stopped: started again it would have another port. To its clients it is silent all the same. */
    @Override
    public void takeAway() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void bringBack() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void close() {
        container.stop();
    }
}
