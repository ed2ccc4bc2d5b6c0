package dev.muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a real broker with a service behind it. */
class ClientTest {
    private static final String MADE_IN = " --account cloud --region sandbox-1 --type small";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path directory;

    private static ServiceOnBroker service;

    @BeforeAll
    static void start() throws Exception {
        service = new ServiceOnBroker(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    private static Ran muster(String arguments) {
        return Ran.musterAt(service.bootstrapServers(), arguments.split(" "));
    }

    private static List<JsonNode> json(List<String> lines) {
        return lines.stream()
                .map(line -> {
                    try {
                        return JSON.readTree(line);
                    } catch (IOException e) {
                        throw new UncheckedIOException(line, e);
                    }
                })
                .toList();
    }

    @Test
    void aCreationIsFollowedToItsEnd() {
        var ran = muster("instances create web" + MADE_IN + " --count 2 --watch");

        assertThat(ran.errText()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.outText())
                .contains("create accepted for 2 instances", "REQUESTED -> PROVISIONING", "-> RUNNING  i-0");
        assertThat(ran.out().get(ran.out().size() - 1)).startsWith("create succeeded, 2 instances, ");
    }

    @Test
    void forScriptsItIsOneDocumentALine() {
        var ran = muster("instances create script" + MADE_IN + " --watch --output json");

        var documents = json(ran.out());
        assertThat(ran.code()).isZero();
        assertThat(documents).allMatch(document -> document.has("@type"));
        assertThat(documents.get(documents.size() - 1).path("@type").asText()).isEqualTo("CommandSucceeded");
        assertThat(documents)
                .anySatisfy(document -> assertThat(document.path("to").asText()).isEqualTo("RUNNING"));
    }

    @Test
    void whatIsOnlySentCanBeFollowedLater() {
        var sent = muster("instances create later" + MADE_IN + " --command-id later-1");
        assertThat(sent.code()).isZero();
        assertThat(sent.out())
                .containsExactly("sent create later as command later-1", "follow it: muster watch later-1");

        var watched = muster("watch later-1");

        assertThat(watched.code()).isZero();
        assertThat(watched.outText()).contains("create succeeded");
    }

    @Test
    void whatIsOnlySentIsAlsoOneDocument() {
        var ran = muster("instances create doc" + MADE_IN + " --command-id doc-1 -o json");

        JsonNode document = json(ran.out()).get(0);
        assertThat(document.path("@type").asText()).isEqualTo("CommandSent");
        assertThat(document.path("commandId").asText()).isEqualTo("doc-1");
        assertThat(document.path("topic").asText()).isEqualTo("muster.commands.acme");
        assertThat(document.path("resources").get(0).asText()).isEqualTo("acme/cloud/sandbox-1/instances/doc");
    }

    @Test
    void aRefusalSaysWhichFieldAndWhatToDo() {
        var ran = muster("instances create no --account cloud --region sandbox-1 --type tiny --watch");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.outText()).contains("create failed");
        assertThat(ran.errText())
                .contains("INVALID_REQUEST acme/cloud/sandbox-1/instances/no: ")
                .contains("effect    NONE: nothing was changed")
                .contains("advice    FIX_REQUEST: change the command")
                .contains("field     types[0]: ", "[UNKNOWN_TYPE]");
    }

    @Test
    void aPartialFailureSaysWhoFailed() {
        // One in each of its three zones is all it has room for.
        var ran = muster("instances create part --account tight --region sandbox-1 --type small --count 4 --watch");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.errText())
                .contains("CAPACITY", "1 of 4 instances failed", "effect    PARTIAL", "OK        part-");
    }

    @Test
    void whatIsSentAgainIsAnsweredAndNotDoneAgain() {
        String create = "instances create again" + MADE_IN + " --command-id again-1 --watch";

        assertThat(muster(create).code()).isZero();
        assertThat(muster(create).code()).isZero();
        assertThat(muster(create.replace("create again", "create another")).errText())
                .contains("COMMAND_ID_CONFLICT");
    }

    @Test
    void whatWasMadeIsListedShownAndEndedByItsNameAlone() {
        muster("instances create one" + MADE_IN + " --watch");

        assertThat(muster("instances list").outText()).contains("NAME", "one", "RUNNING", "small");
        assertThat(muster("instances get one").outText()).contains("acme/cloud/sandbox-1/instances/one", "i-0");
        var stopped = muster("instances stop one --watch");
        assertThat(stopped.code()).isZero();
        assertThat(stopped.outText()).contains("stop succeeded");
        assertThat(muster("instances list --state stopped").outText()).contains("one");
        assertThat(muster("instances terminate one --watch").code()).isZero();
        assertThat(muster("instances list").outText()).doesNotContain("one ");
        assertThat(muster("instances list --all").outText()).containsPattern("one +cloud|one +TERMINATED");
        JsonNode snapshot = json(muster("instances get one -o json").out()).get(0);
        assertThat(snapshot.path("lifecycle").asText()).isEqualTo("TERMINATED");
        assertThat(muster("instances stop nobody").errText()).contains("no instance nobody", "instances list --all");
        assertThat(muster("instances stop nobody").code()).isEqualTo(1);
    }

    @Test
    void eventsErrorsAndDeadLettersAreShown() throws Exception {
        muster("instances create shown" + MADE_IN + " --watch --command-id shown-1");
        muster("instances stop cloud/sandbox-1/hidden --watch --command-id hidden-1");
        service.send("rubbish\u001b[2J".getBytes(UTF_8));

        assertThat(muster("events --resource shown").outText())
                .contains("cloud/sandbox-1 shown #1", "REQUESTED")
                .doesNotContain("again");
        assertThat(muster("events --resource shown-1").outText()).contains("create accepted for 1 instance");
        assertThat(muster("events --last 1").out()).hasSize(1);
        assertThat(muster("errors --resource hidden-1").outText())
                .contains("NO_SUCH_INSTANCE", "effect NONE", "command hidden-1");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        muster("dead-letters --from-beginning").outText())
                .contains("MALFORMED: ", "from  muster.commands.acme/", "rubbish.[2J")
                .doesNotContain("\u001b"));
        assertThat(json(muster("dead-letters --last 1 -o json").out())
                        .get(0)
                        .path("reason")
                        .path("code")
                        .asText())
                .isEqualTo("MALFORMED");
    }

    @Test
    void aServiceThatDoesNotAnswerIsGivenUp() {
        var ran = Ran.muster(
                ("instances create vm" + MADE_IN + " --watch --timeout 1s --prefix silent. --command-id silent-1"
                                + " --bootstrap " + service.bootstrapServers())
                        .split(" "));

        assertThat(ran.code()).isEqualTo(124);
        assertThat(ran.errText()).contains("no result in time", "muster watch silent-1");
    }

    @Test
    void aTopicThatIsMissingIsNamedAndNotMade() {
        for (int i = 0; i < 2; i++) {
            var ran = Ran.muster(
                    ("instances create vm" + MADE_IN + " --prefix absent. --bootstrap " + service.bootstrapServers())
                            .split(" "));

            assertThat(ran.code()).isEqualTo(3);
            assertThat(ran.errText())
                    .contains("has no topic absent.commands", service.bootstrapServers(), "--prefix or --tenant");
        }
    }

    @Test
    void aBrokerThatIsNotThereIsNamedWithTheRemedy() {
        String nowhere = "127.0.0.1:9";

        for (String arguments : List.of("instances list", "events", "instances create vm" + MADE_IN + " --watch")) {
            var ran = Ran.muster((arguments + " --bootstrap " + nowhere).split(" "));

            assertThat(ran.code()).isEqualTo(3);
            assertThat(ran.errText())
                    .contains("no Kafka broker answers at " + nowhere + " (from --bootstrap)")
                    .contains("quarkus:dev", "KAFKA_BOOTSTRAP_SERVERS");
        }
    }
}
