package dev.muster.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.CommandEnvelope.ReplyTo;
import dev.muster.model.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One command, one answer: however often it is sent, and wherever the answer is awaited. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AnswersContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REPLIES = "answers";

    private final Rig rig = new Rig();
    private final Supplier<Cluster> clusters;
    private Ec2Fleet ec2;
    private Conversation user;

    AnswersContract(Supplier<Cluster> clusters) {
        this.clusters = clusters;
    }

    @BeforeAll
    void open(@TempDir Path home) {
        Cluster cluster = rig.keep(clusters.get());
        Conversation.makeTopic(cluster, REPLIES, 3);
        ec2 = rig.ec2();
        rig.keep(ServiceProcess.startReady(
                Deployment.of("answers", home, cluster.bootstrapServers()).withAws(ec2.endpoint())));
        user = rig.keep(Conversation.with(cluster, REPLIES));
    }

    @AfterAll
    void close() {
        rig.close();
    }

    @Test
    void sameCommandAgainIsTheSameAnswer() {
        var create = Order.AWS.create("once", null);
        // The second finds the first under way, the third finds it answered.
        user.send("once-create", create);
        user.send("once-create", create);
        user.awaitSuccess("once-create", PATIENCE);
        int answers = user.results("once-create");
        user.send("once-create", create);
        user.await("the answer again", PATIENCE, () -> user.results("once-create") > answers);

        fence("once");
        assertThat(user.errorsOf("once-create")).isEmpty();
        assertThat(user.successesOf("once-create"))
                .containsOnly(user.successesOf("once-create").get(0));
        assertThat(successIds("once-create")).hasSameSizeAs(user.successesOf("once-create"));
        assertThat(successIds("once-create").stream().distinct()).hasSize(1);
        assertThat(ec2.launchedFor("once")).hasSize(1);
    }

    @Test
    void otherBodyUnderTheSameIdIsAConflict() {
        user.succeed("one-id", Order.AWS.create("mine", null), PATIENCE);

        user.send("one-id", Order.AWS.create("yours", null));

        user.await("the refusal", PATIENCE, () -> !user.errorsOf("one-id").isEmpty());
        fence("conflict");
        assertThat(user.errorsOf("one-id")).singleElement().satisfies(refused -> {
            assertThat(refused.code()).isEqualTo("COMMAND_ID_CONFLICT");
            assertThat(refused.effect()).isEqualTo(Failure.EffectLeft.NONE);
        });
        assertThat(user.successesOf("one-id")).hasSize(1);
        assertThat(ec2.launchedFor("mine")).hasSize(1);
        assertThat(ec2.launchedFor("yours")).isEmpty();
        assertThat(user.changesOf(Order.AWS.name("yours"))).isEmpty();
    }

    @Test
    void answerGoesToItsAsker() {
        user.send("asked-create", Order.AWS.create("asked", null), asker("create", 2));
        user.send("asked-stop", Order.AWS.stop("nobody"), asker("stop", 1));
        var nonsense = new ProducerRecord<byte[], byte[]>(Conversation.COMMANDS, "{".getBytes(UTF_8));
        nonsense.headers()
                .add("ce_id", "asked-nonsense".getBytes(UTF_8))
                .add("REPLY_TOPIC", REPLIES.getBytes(UTF_8))
                .add("REPLY_CORRELATION_ID", "nonsense".getBytes(UTF_8));
        user.send(nonsense);
        List.of("asked-create", "asked-stop", "asked-nonsense")
                .forEach(id -> user.await("result of " + id, PATIENCE, () -> user.results(id) > 0));

        fence("asked");
        assertThat(replies("create")).singleElement().satisfies(reply -> {
            assertThat(reply.partition()).isEqualTo(2);
            assertThat(text(reply, "ce_type")).isEqualTo("dev.muster.events.CommandSucceeded");
            assertThat(reply.key()).isEqualTo("asked-create");
        });
        assertThat(replies("stop")).singleElement().satisfies(reply -> {
            assertThat(reply.partition()).isEqualTo(1);
            assertThat(text(reply, "ce_type")).isEqualTo("dev.muster.errors.Error");
            assertThat(reply.key()).isEqualTo("asked-stop");
        });
        assertThat(replies("nonsense")).singleElement().satisfies(reply -> assertThat(text(reply, "ce_type"))
                .isEqualTo("dev.muster.errors.Error"));
        assertThat(user.heard(REPLIES)).hasSize(3);
    }

    private static ReplyTo asker(String correlation, int partition) {
        return new ReplyTo(REPLIES, HexFormat.of().formatHex(correlation.getBytes(UTF_8)), partition);
    }

    /** What the scope had to say before now was said: it answers in order. */
    private void fence(String name) {
        user.succeed("fence-" + name, Order.AWS.createOnPaper("fence"), PATIENCE);
        user.catchUp();
    }

    private List<ConsumerRecord<String, byte[]>> replies(String correlation) {
        return user.heard(REPLIES).stream()
                .filter(reply -> correlation.equals(text(reply, "REPLY_CORRELATION_ID")))
                .toList();
    }

    private List<String> successIds(String commandId) {
        return user.heard("muster.events").stream()
                .filter(record -> "dev.muster.events.CommandSucceeded".equals(text(record, "ce_type")))
                .filter(record -> record.key().endsWith("/" + commandId))
                .map(record -> text(record, "ce_id"))
                .toList();
    }

    private static String text(ConsumerRecord<?, ?> record, String header) {
        var found = record.headers().lastHeader(header);
        return found == null ? null : new String(Objects.requireNonNull(found.value()), UTF_8);
    }
}
