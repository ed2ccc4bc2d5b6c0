package dev.muster.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in the commands topic: it becomes one typed error, and the commands around it go on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PoisonContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Under this id a command comes that is well formed, for an account that is not there. */
    private static final String REFUSED = "unknown-account";

    private final Rig rig = new Rig();
    private final Supplier<Cluster> clusters;
    private ServiceProcess service;
    private Ec2Fleet ec2;
    private Conversation user;

    PoisonContract(Supplier<Cluster> clusters) {
        this.clusters = clusters;
    }

    @BeforeAll
    void open(@TempDir Path home) {
        Cluster cluster = rig.keep(clusters.get());
        ec2 = rig.ec2();
        service = rig.keep(ServiceProcess.startReady(
                Deployment.of("poison", home, cluster.bootstrapServers()).withAws(ec2.endpoint())));
        user = rig.keep(Conversation.with(cluster));
    }

    @AfterAll
    void close() {
        rig.close();
    }

    /** Between good commands, so that one that stopped its partition would be seen. */
    @Test
    void poisonBecomesOneErrorAndOneDeadLetter() {
        Map<String, Poison> places = new TreeMap<>();
        List<String> good = new ArrayList<>();
        for (Poison poison : Poison.values()) {
            places.put(placeOf(user.send(poison.record())), poison);
            String next = "good-" + good.size();
            user.send(next, Order.AWS.createIn("good", next));
            good.add(next);
        }
        good.forEach(id -> user.awaitSuccess(id, PATIENCE));
        int poisons = Poison.values().length;
        user.await("an error each", PATIENCE, () -> errors().size() >= poisons);
        user.succeed("fence", Order.AWS.createOnPaper("fence"), PATIENCE);
        user.catchUp();

        assertThat(errors()).hasSize(poisons).allSatisfy(error -> {
            assertThat(error.effect()).isEqualTo(Failure.EffectLeft.NONE);
            assertThat(error.provider()).isNull();
        });
        assertThat(errors())
                .extracting(Failure::code)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Poison.values()).map(Poison::code).toList());
        for (Poison poison : Poison.values()) {
            if (poison.commandId() != null) {
                assertThat(user.errorsOf(poison.commandId()))
                        .singleElement()
                        .extracting(Failure::code)
                        .isEqualTo(poison.code());
            }
        }
        assertThat(user.heard(Conversation.DEAD_LETTERS)).hasSize(poisons).allSatisfy(letter -> {
            Poison poison = places.remove(sourceOf(letter));
            assertThat(poison).as("of %s", letter).isNotNull();
            assertThat(letter.key()).isEqualTo(poison.name());
            assertThat(text(letter, "muster-reason")).contains(poison.code());
        });
        assertThat(places).isEmpty();
        assertThat(ec2.launchedFor("good")).hasSameSizeAs(good);
        assertThat(ec2.launched()).hasSameSizeAs(good);
        assertThat(service.isLive()).isTrue();
    }

    /** It could be read, so there is nothing to mend in its bytes. */
    @Test
    void readableCommandThatIsRefusedIsNoDeadLetter() {
        user.send(REFUSED, Order.SANDBOX.create("web", null));

        assertThat(user.awaitFailure(REFUSED, PATIENCE).violations())
                .extracting(Failure.Violation::rule)
                .containsExactly("UNKNOWN_ACCOUNT");
        user.catchUp();
        assertThat(user.heard(Conversation.DEAD_LETTERS))
                .noneSatisfy(letter -> assertThat(text(letter, "ce_id")).isEqualTo(REFUSED));
    }

    /** All but the one of the command that could be read. */
    private List<Failure> errors() {
        return user.errors().stream()
                .filter(error -> !REFUSED.equals(error.commandId()))
                .toList();
    }

    private static String placeOf(RecordMetadata sent) {
        return sent.partition() + "@" + sent.offset();
    }

    private static String sourceOf(ConsumerRecord<String, byte[]> letter) {
        return text(letter, "muster-source-partition") + "@" + text(letter, "muster-source-offset");
    }

    private static String text(ConsumerRecord<?, ?> record, String header) {
        var found = record.headers().lastHeader(header);
        return found == null ? null : new String(found.value(), UTF_8);
    }
}
