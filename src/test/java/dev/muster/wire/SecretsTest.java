package dev.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.state.LaunchEntry;
import dev.muster.model.Call;
import dev.muster.model.Command.CreateInstance;
import dev.muster.model.Event;
import dev.muster.model.Failure;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.LaunchTemplate;
import dev.muster.model.UserData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** User data goes to the machine, and is shown to nobody. */
class SecretsTest {
    private static final byte[] CANARY = Inbox.CANARY.getBytes(StandardCharsets.UTF_8);
    private static final List<String> FORMS =
            List.of(Inbox.CANARY, Base64.getEncoder().encodeToString(CANARY), "[99, 97, 110, 97", "63616e617279");

    private static void assertHidden(Object shown) {
        String text = shown.toString();
        assertThat(FORMS).noneMatch(text::contains);
    }

    @Test
    void nothingThatHoldsItPrintsIt() {
        CreateInstance create = Inbox.create();
        assertHidden(create);
        assertHidden(Inbox.avro(create).command());
        assertHidden(Inbox.DECODER.decode(Inbox.avro(create).without("ce_id").record()));
        var any = new AnyValue(5).of(LaunchTemplate.class);
        var template = new LaunchTemplate(
                any.candidates(), null, null, List.of(), null, null, create.tags(), create.userData());
        assertHidden(template);
        assertHidden(new Call.Launch(
                "k",
                new Call.Ownership("d", "t"),
                template,
                template.candidates().get(0),
                1,
                1));
        assertHidden(new LaunchEntry(template, List.of(), 0, 0, Instant.EPOCH, Instant.EPOCH, null, "", null));
    }

    @Test
    void theJsonViewMasksIt() {
        var view = new JsonView(Roots.CONTRACTS).of(Inbox.create());
        assertHidden(view);
        assertThat(view.get("userData").asText()).isEqualTo("***");
        assertThat(view.get("@type").asText()).isEqualTo("CreateInstance");
        assertThat(view.get("name").asText()).isEqualTo("trainer");
    }

    @Test
    void theMaskReachesIntoFamiliesAndLists() {
        var binding = Roots.CONTRACTS.envelopes().binding();
        var json = binding.toJson(Inbox.avro(Inbox.create()).command());
        Mask.apply(binding.schema(), json);
        assertHidden(json);
        assertThat(json.get("command").get("userData").asText()).isEqualTo("***");
    }

    /** So that no event, error or snapshot can carry it, whoever writes one. */
    @Test
    void noPublicContractHasAPlaceForIt() {
        for (Roots.Root<?> root : Roots.ALL) {
            boolean answers =
                    !root.name().startsWith(Contracts.COMMANDS) && !root.name().startsWith(Contracts.INTERNAL);
            if (answers) {
                assertThat(bytesWithin(root.codec().binding().schema()))
                        .as(root.name())
                        .isFalse();
            }
        }
    }

    /** Bytes are user data, or whoever adds others says whether they are. */
    @Test
    void everyFieldOfBytesIsMarked() {
        var schemas = Roots.CONTRACTS.schemas();
        Set<String> marked = new HashSet<>();
        for (String name : schemas.names()) {
            Schema schema = schemas.schema(name);
            if (schema.getType() == Schema.Type.RECORD) {
                schema.getFields().stream()
                        .filter(field -> Boolean.TRUE.equals(field.getObjectProp("sensitive")))
                        .forEach(field -> marked.add(name + "." + field.name()));
            }
        }
        assertThat(marked)
                .containsExactlyInAnyOrder(
                        "dev.muster.commands.CreateInstance.userData", "dev.muster.internal.LaunchTemplate.userData");
    }

    private static boolean bytesWithin(Schema root) {
        Deque<Schema> open = new ArrayDeque<>(List.of(root));
        Set<Schema> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Schema schema = open.pop();
            if (seen.add(schema)) {
                switch (schema.getType()) {
                    case BYTES, FIXED -> {
                        return true;
                    }
                    case RECORD -> schema.getFields().forEach(field -> open.push(field.schema()));
                    case UNION -> schema.getTypes().forEach(open::push);
                    case ARRAY -> open.push(schema.getElementType());
                    case MAP -> open.push(schema.getValueType());
                    default -> {}
                }
            }
        }
        return false;
    }

    @Test
    void anErrorNeverRepeatsWhatWasSent() {
        for (String field : List.of("account", "tenant", "name", "count", "types", "markets", "deadline", "userData")) {
            String json = "{\"account\": \"a\", \"region\": \"r\", \"name\": \"n\", \"%s\": \"%s\"}"
                    .replace("\"" + field + "\": \"" + field.charAt(0) + "\", ", "")
                    .formatted(field, Inbox.CANARY + "/!");
            var decoded =
                    Inbox.DECODER.decode(Inbox.json("CreateInstance", json).record());
            if (decoded instanceof Decoded.Rejected rejected) {
                var view = new JsonView(Roots.CONTRACTS);
                assertHidden(view.of(rejected.failure()));
                assertHidden(new String(Roots.CONTRACTS.errors().encode(rejected.failure()), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void theViewOfEverythingElseIsWhole() {
        var view = new JsonView(Roots.CONTRACTS);
        for (long seed = 0; seed < 200; seed++) {
            var values = new AnyValue(seed);
            var event = values.of(Event.class);
            assertThat(view.of(event).get("@type").asText())
                    .isEqualTo(event.getClass().getSimpleName());
            assertThat(view.of(event).get("head").get("sequence").asLong())
                    .isEqualTo(event.head().sequence());
            var failure = values.of(Failure.class);
            assertThat(view.of(failure).get("message").asText()).isEqualTo(failure.message());
            var snapshot = values.of(InstanceSnapshot.class);
            assertThat(view.of(snapshot).get("resource").asText())
                    .isEqualTo(snapshot.resource().text());
        }
    }

    @Test
    void userDataComesBackWholeAllTheSame() {
        var command = (CreateInstance) Inbox.avro(Inbox.create()).command().command();
        assertThat(command.userData()).isEqualTo(new UserData(CANARY));
    }
}
