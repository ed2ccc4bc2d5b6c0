package dev.muster.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Call;
import dev.muster.testing.Logged;
import dev.muster.testing.SettableClock;
import dev.muster.wire.JsonView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** User data, and whatever a bug may quote, stays where it must be: in the commands, the journal and the effects. */
class SecrecyTest {
    private static final String CANARY = "canary-7f3a9c51";
    private static final String USER_DATA =
            "\"userData\":\"" + Base64.getEncoder().encodeToString(CANARY.getBytes(UTF_8)) + "\"";

    @TempDir
    Path directory;

    private final Logged log = new Logged();
    private BrokenProfile provider;
    private DrivenEngine engine;

    @BeforeEach
    void start() {
        var clock = new SettableClock(DrivenEngine.START);
        var sandboxes = new Sandboxes(clock)
                .through(sandbox -> provider = new BrokenProfile(sandbox))
                .open(DrivenEngine.ACCOUNT, List.of(DrivenEngine.TENANT));
        engine = DrivenEngine.start(directory, clock, sandboxes);
    }

    @AfterEach
    void stop() {
        engine.close();
        log.close();
    }

    @Test
    void userDataIsNowhereButOnItsWayToTheProvider() {
        engine.send(Post.create("make", "trainer", USER_DATA, "\"count\":2"));
        engine.pass(Duration.ofSeconds(10));
        engine.send(Post.create("make", "trainer", USER_DATA, "\"count\":2"));
        engine.send(Post.create("taken", "trainer-0"));
        engine.send(Post.act("end", "Terminate", "trainer-0"));
        engine.pass(Duration.ofSeconds(10));

        var launch = engine.effects().stream()
                .map(told -> told.value().call())
                .filter(Call.Launch.class::isInstance)
                .map(Call.Launch.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(launch.template().userData().bytes()).isEqualTo(CANARY.getBytes(UTF_8));
        assertThat(launch.toString()).doesNotContain(CANARY);
        assertThat(engine.errors()).hasSize(1);
        assertNothingIsSaid();
    }

    @Test
    void aRefusalDoesNotQuoteWhatWasSent() {
        String secret = "\"" + CANARY + "!\u0007\"";
        engine.send(
                Post.create("bad-1", CANARY + "!"),
                Post.create("bad-2", "a", "\"types\":[{\"name\":" + secret.replace("\u0007", "") + "}]"),
                Post.create("bad-3", "a", "\"zones\":[\"" + CANARY + "\"]"),
                Post.create("bad-4", "a", "\"tags\":{\"aws:" + CANARY + "\":\"" + CANARY + "\"}"),
                Post.create("bad-5", "a", "\"image\":\"" + CANARY + "\\u0007\""),
                Post.create("bad-7", "a", "\"deadline\":\"" + CANARY + "\""),
                Post.create("bad-8", "a", "\"userData\":\"" + CANARY + "!\""),
                Post.create("bad-9", "a", "\"markets\":[\"" + CANARY + "\"]"),
                Post.json("bad-10", CANARY, "{}"),
                Post.bytes("bad-11", CANARY.getBytes(UTF_8)),
                Post.json("bad-12", "StopInstance", CANARY),
                Post.create("bad-13", "a", "\"tenant\":\"" + CANARY + "\""),
                Post.createIn(CANARY, "bad-14", "a"));

        assertThat(engine.errors()).hasSize(13);
        engine.errors().forEach(told -> assertThat(
                        told.value().violations() + told.value().message())
                .as(told.key())
                .doesNotContain(CANARY));
        engine.deadLetters().forEach(told -> {
            String reason = told.header("muster-reason");
            // The name of a resource is no secret: it is in every key.
            assertThat(reason.replaceAll("\"resource\":\"[^\"]*\"", "")).doesNotContain(CANARY);
        });
        assertThat(log.lines().stream().map(line -> line.replaceAll("of=\\S+", "")))
                .noneMatch(line -> line.contains(CANARY));
    }

    @Test
    void aBugDoesNotQuoteWhatItFailedOn() {
        provider.change(profile -> {
            throw new IllegalStateException(CANARY);
        });
        engine.send(Post.create("in-ingress", "a", USER_DATA));
        provider.change(BrokenProfile::withoutProvider);
        engine.send(Post.create("in-core", "b", USER_DATA));

        assertThat(engine.errors()).hasSize(2);
        assertThat(log.lines()).anyMatch(line -> line.contains("IllegalStateException"));
        engine.errors().forEach(told -> assertThat(told.value().toString()).doesNotContain(CANARY));
        engine.deadLetters()
                .forEach(told -> assertThat(told.header("muster-reason")).doesNotContain(CANARY));
        assertThat(log.lines()).noneMatch(line -> line.contains(CANARY));
    }

    @Test
    void theLogNamesWhomACallWasForAndTheProvidersRequest() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        engine.send(
                Post.create("make", "trainer").header("traceparent", trace),
                Post.create("bad", "trainer", "\"count\":0").header("traceparent", trace));
        engine.pass(Duration.ofSeconds(1));

        var launch = engine.outcomeRecords().get(0).value();
        assertThat(log.lines())
                .anyMatch(line -> line.startsWith("INFO LAUNCH OK scope=" + DrivenEngine.SCOPE)
                        && line.contains("effect=" + launch.effectId())
                        && line.contains("request=" + launch.requestId())
                        && line.contains("trace=" + trace))
                .anyMatch(line -> line.startsWith("INFO refused verb=CREATE code=INVALID_REQUEST")
                        && line.contains("of=" + DrivenEngine.SCOPE)
                        && line.contains("command=bad")
                        && line.contains("trace=" + trace));
    }

    private void assertNothingIsSaid() {
        var view = new JsonView(DrivenEngine.CONTRACTS);
        engine.events().forEach(told -> {
            assertThat(told.toString()).doesNotContain(CANARY);
            assertThat(bytes(DrivenEngine.CONTRACTS.events().encode(told.value())))
                    .doesNotContain(CANARY);
            assertThat(view.of(told.value()).toString()).doesNotContain(CANARY);
        });
        engine.snapshots().forEach(told -> assertThat(
                        bytes(DrivenEngine.CONTRACTS.snapshots().encode(told.value())))
                .doesNotContain(CANARY));
        engine.errors().forEach(told -> assertThat(
                        bytes(DrivenEngine.CONTRACTS.errors().encode(told.value())))
                .doesNotContain(CANARY));
        engine.outcomeRecords().forEach(told -> assertThat(
                        bytes(DrivenEngine.CONTRACTS.outcomes().encode(told.value())))
                .doesNotContain(CANARY));
        assertThat(engine.deadLetters()).isEmpty();
        assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(CANARY));
        assertThat(engine.registry().getMeters())
                .isNotEmpty()
                .noneMatch(meter -> meter.getId().toString().contains(CANARY));
    }

    private static String bytes(byte[] value) {
        return new String(value, ISO_8859_1);
    }
}
