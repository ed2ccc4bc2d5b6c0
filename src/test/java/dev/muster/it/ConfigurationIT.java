package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A service that is set up wrongly ends, and says which setting is wrong and what to do; one whose broker is not there yet
 * waits for it. On the embedded broker alone: what is tried here is what the process itself does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigurationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ISOLATION = "mp.messaging.incoming.effects.isolation.level";

    private final Rig rig = new Rig();
    private Rig own = new Rig();
    private EmbeddedCluster cluster;
    private Path home;

    /** A mistake in the settings, and what must be said of it. */
    private record Mistake(String what, UnaryOperator<Deployment> make, List<String> said) {
        Mistake(String what, UnaryOperator<Deployment> make, String... said) {
            this(what, make, List.of(said));
        }

        @Override
        public String toString() {
            return what;
        }
    }

    @BeforeAll
    void open(@TempDir Path home) {
        this.home = home;
        cluster = rig.keep(new EmbeddedCluster());
    }

    @AfterEach
    void closeOwn() {
        own.close();
        own = new Rig();
    }

    @AfterAll
    void close() {
        rig.close();
    }

    private Deployment plain(String name) {
        return Deployment.of(name, home.resolve(name), cluster.bootstrapServers());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                        new Mistake(
                                "no account",
                                deployment -> deployment,
                                "no account is configured",
                                "muster.accounts.<id>.provider",
                                "[aws, sandbox]"),
                        new Mistake(
                                "unknown provider",
                                deployment -> deployment.account("mine", "nimbus", "region-1"),
                                "muster.accounts.mine",
                                "provider is 'nimbus'; use one of [aws, sandbox]"),
                        new Mistake(
                                "unknown setting of a provider",
                                deployment -> deployment
                                        .withSandbox()
                                        .with("muster.accounts.sandbox.settings.bootDely", "1s"),
                                "muster.accounts.sandbox",
                                "bootDely"),
                        new Mistake(
                                "wait that is too long",
                                deployment ->
                                        deployment.withSandbox().with("muster.accounts.sandbox.call-timeout", "5m"),
                                "muster.accounts.sandbox",
                                "call-timeout is PT5M; use more than 0s and at most 30s"),
                        new Mistake(
                                "effects of aborted transactions",
                                deployment -> deployment.withSandbox().with(ISOLATION, "read_uncommitted"),
                                ISOLATION,
                                "set it to read_committed"),
                        new Mistake(
                                "unknown profile of topics",
                                deployment -> deployment.withSandbox().with("muster.topics.profile", "huge"),
                                "no profile 'huge'; it has [dev, production]"))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeEndsTheProcessAndIsNamed(Mistake mistake) {
        ServiceProcess service = own.keep(ServiceProcess.start(mistake.make().apply(plain("mistaken"))));

        assertThat(service.awaitExit(ServiceProcess.PATIENCE)).isEqualTo(1);
        assertThat(service.said()).contains(mistake.said());
    }

    @Test
    void topicsOfAnotherShapeAreRefusedWithTheRemedy() {
        EmbeddedCluster other = own.keep(new EmbeddedCluster());
        Conversation.makeTopic(other, "muster.events", 1);

        ServiceProcess service = own.keep(ServiceProcess.start(
                plain("verify").on(other.bootstrapServers()).withSandbox().with("muster.topics.mode", "verify")));

        assertThat(service.awaitExit(ServiceProcess.PATIENCE)).isEqualTo(1);
        assertThat(service.said())
                .contains("is not what deploy/topics.yaml declares for profile dev")
                .contains("topic muster.events: partitions expected 4, found 1; remedy: ")
                .contains("topic muster.commands: exists expected true, found false; remedy: kafka-topics.sh")
                .contains("--create --topic muster.commands --partitions 4");
    }

    @Test
    void missingBrokerIsWaitedForVisibly() {
        EmbeddedCluster early = new EmbeddedCluster();
        String address = early.bootstrapServers();
        early.close();
        ServiceProcess service =
                own.keep(ServiceProcess.start(plain("waits").on(address).withSandbox()));

        service.awaitSaid("no Kafka broker answers at " + address);
        service.awaitSaid("Listening on");
        assertThat(service.isLive()).isTrue();
        assertThat(service.isReady()).isFalse();

        EmbeddedCluster late = own.keep(new EmbeddedCluster(Integer.parseInt(address.split(":")[1])));
        service.awaitReady();
        Conversation user = own.keep(Conversation.with(late));
        user.succeed("at-last", Order.SANDBOX.create("web", null), PATIENCE);
    }

    /** Two on one state directory would each believe that it is theirs. */
    @Test
    void stateDirectoryInUseIsRefused() {
        Deployment deployment = plain("shared").withSandbox();
        own.keep(ServiceProcess.startReady(deployment));

        ServiceProcess second = own.keep(ServiceProcess.start(deployment.with("muster.engine.node", "another")));

        assertThat(second.awaitExit(ServiceProcess.PATIENCE)).isEqualTo(1);
        assertThat(second.said()).contains("muster.engine.state-directory");
    }
}
