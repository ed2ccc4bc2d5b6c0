package dev.muster.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Call;
import dev.muster.model.Command;
import dev.muster.model.Event;
import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What bad input gets: one typed error that names the field at fault, no provider call, and nothing else is disturbed. */
class BadInputTest {
    private static final String NO_ZONES = "no-zones";
    private static final String OF_BLUE = "of-blue";
    private static final String BLUE_COMMANDS = "muster.commands.blue";

    @TempDir
    Path directory;

    private DrivenEngine engine;

    @BeforeEach
    void start() {
        var clock = new SettableClock(DrivenEngine.START);
        var sandboxes = new Sandboxes(clock)
                .open(DrivenEngine.ACCOUNT, List.of(DrivenEngine.TENANT))
                .open(NO_ZONES, List.of(DrivenEngine.TENANT), "profile", "lambda-like")
                .open(OF_BLUE, List.of("blue"));
        engine = DrivenEngine.start(directory, clock, sandboxes);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    /**
     * One kind of bad input.
     *
     * @param field at fault; null where nothing could be read
     * @param letter whether the record itself is kept: it could not be read as a command
     */
    private record Case(
            String what,
            Post post,
            Category category,
            String code,
            @Nullable String field,
            String rule,
            boolean letter) {
        @Override
        public String toString() {
            return what;
        }
    }

    /** Not even a record of ours; it is kept among the dead letters. */
    private static Case malformed(String what, Post post, String code) {
        return new Case(what, post, Category.MALFORMED, code, null, "", true);
    }

    /** Not a command: the record is kept among the dead letters. */
    private static Case unreadable(String what, Post post, String code, String field, String rule) {
        return new Case(what, post, Category.INVALID_REQUEST, code, field, rule, true);
    }

    /** A command, but not one that can be obeyed. */
    private static Case refused(String what, Post post, Category category, String code, String field, String rule) {
        return new Case(what, post, category, code, field, rule, false);
    }

    private static Case invalid(String what, Post post, String field, String rule) {
        return refused(what, post, Category.INVALID_REQUEST, "INVALID_REQUEST", field, rule);
    }

    static Stream<Case> cases() {
        return Stream.of(undecodable(), unreadable(), unknown(), outOfBounds(), tooLate())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> undecodable() {
        byte[] elsewhere = {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 0};
        return Stream.of(
                malformed("undecodable bytes", Post.bytes("bad", new byte[] {7, 7, 7}), "MALFORMED"),
                malformed("no value", Post.bytes("bad", new byte[0]), "MALFORMED"),
                malformed("broken JSON", Post.json("bad", "StopInstance", "{\"account\":"), "MALFORMED"),
                malformed("a schema of another world", Post.bytes("bad", elsewhere), "UNKNOWN_SCHEMA"),
                unreadable(
                        "a command of more than 512 kB",
                        Post.create("bad", "a", "\"image\":\"" + "x".repeat(530_000) + "\""),
                        "TOO_LARGE",
                        "",
                        "RANGE"));
    }

    private static Stream<Case> unreadable() {
        String where = "{\"account\":\"cloud\",\"region\":\"sandbox-1\"";
        return Stream.of(
                unreadable(
                        "an unknown type",
                        Post.json("bad", "PaintInstance", where + ",\"name\":\"a\"}"),
                        "INVALID_REQUEST",
                        "ce_type",
                        "ENUM"),
                unreadable(
                        "a missing field",
                        Post.json("bad", "StopInstance", where + "}"),
                        "INVALID_REQUEST",
                        "name",
                        "REQUIRED"),
                unreadable(
                        "a missing field within a list",
                        Post.create("bad", "a", "\"types\":[{\"name\":\"small\"},{}]"),
                        "INVALID_REQUEST",
                        "types[1].name",
                        "REQUIRED"),
                unreadable(
                        "no command id",
                        Post.create("bad", "a").without("ce_id"),
                        "INVALID_REQUEST",
                        "ce_id",
                        "REQUIRED"),
                unreadable(
                        "another tenant in the payload",
                        Post.create("bad", "a", "\"tenant\":\"blue\""),
                        "TENANT_MISMATCH",
                        "tenant",
                        "TENANT_MISMATCH"),
                unreadable(
                        "a topic that is no tenant's",
                        Post.create("bad", "a").topic("muster.commands.-"),
                        "INVALID_REQUEST",
                        "tenant",
                        "UNKNOWN_TENANT"));
    }

    private static Stream<Case> unknown() {
        return Stream.of(
                invalid(
                        "a foreign tenant's account, through one's own topic",
                        Post.create("bad", "a").topic(BLUE_COMMANDS),
                        "account",
                        "UNKNOWN_ACCOUNT"),
                invalid(
                        "a foreign tenant's account, named in one's own command",
                        Post.createIn(OF_BLUE, "bad", "a"),
                        "account",
                        "UNKNOWN_ACCOUNT"),
                invalid("an unknown account", Post.createIn("nobody", "bad", "a"), "account", "UNKNOWN_ACCOUNT"),
                invalid(
                        "an unknown region",
                        Post.json("bad", "StopInstance", "{\"account\":\"cloud\",\"region\":\"mars\",\"name\":\"a\"}"),
                        "region",
                        "UNKNOWN_REGION"),
                invalid(
                        "an unknown zone",
                        Post.create("bad", "a", "\"zones\":[\"sandbox-1a\",\"sandbox-1z\"]"),
                        "zones[1]",
                        "UNKNOWN_ZONE"),
                invalid(
                        "an unknown type of instance",
                        Post.create("bad", "a", "\"types\":[{\"name\":\"small\"},{\"name\":\"tiny\"}]"),
                        "types[1]",
                        "UNKNOWN_TYPE"),
                invalid(
                        "a zone where there are none",
                        Post.createIn(NO_ZONES, "bad", "a", "\"zones\":[\"sandbox-1a\"]"),
                        "zones",
                        "NO_ZONES"),
                refused(
                        "a verb that the provider lacks",
                        Post.actIn(NO_ZONES, "bad", "Stop", "a"),
                        Category.UNSUPPORTED,
                        "VERB_UNSUPPORTED",
                        "account",
                        "UNSUPPORTED"),
                refused(
                        "an instance that does not exist",
                        Post.act("bad", "Stop", "a"),
                        Category.NOT_FOUND,
                        "NO_SUCH_INSTANCE",
                        "name",
                        "UNKNOWN_INSTANCE"));
    }

    private static Stream<Case> outOfBounds() {
        return Stream.of(
                invalid("a count of none", Post.create("bad", "a", "\"count\":0"), "count", "RANGE"),
                invalid("a count below none", Post.create("bad", "a", "\"count\":-1"), "count", "RANGE"),
                invalid("a count too large", Post.create("bad", "a", "\"count\":1001"), "count", "RANGE"),
                invalid("an illegal name", Post.create("bad", "A_name"), "name", "FORMAT"),
                invalid("an illegal name to act on", Post.act("bad", "Terminate", "A_name"), "name", "FORMAT"),
                invalid(
                        "a name too long once it is numbered",
                        Post.create("bad", "a".repeat(62), "\"count\":10"),
                        "name",
                        "FORMAT"),
                invalid(
                        "user data of more than 16 KiB",
                        Post.create("bad", "a", "\"userData\":\"" + "QUFB".repeat(5_462) + "\""),
                        "userData",
                        "RANGE"),
                invalid(
                        "an oversized field",
                        Post.create("bad", "a", "\"image\":\"" + "x".repeat(257) + "\""),
                        "image",
                        "FORMAT"),
                invalid("no type at all", Post.create("bad", "a", "\"types\":[]"), "types", "RANGE"));
    }

    private static Stream<Case> tooLate() {
        return Stream.of(
                refused(
                        "a deadline that has passed",
                        Post.create("bad", "a", "\"deadline\":\"2026-01-31T11:59:59Z\""),
                        Category.TIMEOUT,
                        "DEADLINE_EXCEEDED",
                        "deadline",
                        "PASSED"),
                refused(
                        "a stale version",
                        Post.act("bad", "Stop", "before", "\"expectedVersion\":99"),
                        Category.CONFLICT,
                        "STALE_VERSION",
                        "expectedVersion",
                        "STALE"),
                refused(
                        "a version of what should not exist yet",
                        Post.create("bad", "before", "\"expectedVersion\":0"),
                        Category.CONFLICT,
                        "STALE_VERSION",
                        "expectedVersion",
                        "STALE"),
                refused(
                        "a name that is taken",
                        Post.create("bad", "before", "\"image\":\"other\""),
                        Category.ALREADY_EXISTS,
                        "NAME_TAKEN",
                        "name",
                        "TAKEN"),
                refused(
                        "a command id used for another command",
                        Post.create("good-1", "other"),
                        Category.CONFLICT,
                        "COMMAND_ID_CONFLICT",
                        "ce_id",
                        "REUSED"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void badInputGetsOneErrorAndDisturbsNothing(Case bad) {
        engine.send(Post.create("good-1", "before"));
        engine.pass(Duration.ofSeconds(1));
        engine.send(Post.create("good-2", "beside"), bad.post(), Post.create("good-3", "after"));
        engine.pass(Duration.ofSeconds(10));

        assertThat(engine.errors()).hasSize(1);
        var failure = engine.errors().get(0).value();
        assertThat(failure.category()).as(failure.message()).isEqualTo(bad.category());
        assertThat(failure.code()).isEqualTo(bad.code());
        assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        assertThat(failure.advice()).isEqualTo(bad.category().advice());
        assertThat(failure.provider()).isNull();
        if (bad.field() != null) {
            assertThat(failure.violations()).hasSize(1);
            assertThat(failure.violations().get(0).field()).isEqualTo(bad.field());
            assertThat(failure.violations().get(0).rule()).isEqualTo(bad.rule());
        }
        assertThat(engine.deadLetters()).hasSize(bad.letter() ? 1 : 0);
        assertThat(succeeded()).containsExactlyInAnyOrder("good-1", "good-2", "good-3");
        assertThat(launched()).isEqualTo(3);
        assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).hasSize(3);
    }

    @Test
    void anErrorNamesItsCommandAndItsDeadLetterItsSource() {
        engine.send(Post.create("fine", "a"), Post.json("bad", "StopInstance", "{\"account\":\"cloud\"}"));

        var error = engine.errors().get(0);
        assertThat(error.key()).isEqualTo("bad");
        assertThat(error.value().commandId()).isEqualTo("bad");
        assertThat(error.header("ce_type")).isEqualTo("dev.muster.errors.Error");
        assertThat(error.value().advice()).isEqualTo(Advice.FIX_REQUEST);
        var letter = engine.deadLetters().get(0);
        assertThat(letter.header("muster-source-topic")).isEqualTo("muster.commands");
        assertThat(letter.header("muster-source-offset")).isEqualTo("1");
        assertThat(letter.value()).isEqualTo("{\"account\":\"cloud\"}".getBytes(UTF_8));
    }

    /** Whoever drops repeated errors by their id must not drop one of two. */
    @Test
    void twoThatNameNoCommandAreToldApartThoughTheyComeAtOnce() {
        engine.send(
                Post.bytes("", new byte[] {7}).without("ce_id"),
                Post.bytes("", new byte[] {7}).without("ce_id"));

        assertThat(engine.errors()).hasSize(2);
        assertThat(engine.errors().get(0).header("ce_id"))
                .isNotEqualTo(engine.errors().get(1).header("ce_id"));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        engine.send(
                Post.create("bad", "A", "\"count\":3", "\"zones\":[\"nowhere\"]", "\"types\":[{\"name\":\"tiny\"}]"));

        assertThat(engine.errors().get(0).value().violations())
                .extracting(violation -> violation.field())
                .containsExactly("name", "types[0]", "zones[0]");
    }

    @Test
    void anAccountOfTheTenantsOwnTopicIsTheirs() {
        engine.send(Post.createIn(OF_BLUE, "theirs", "a").topic(BLUE_COMMANDS));
        engine.pass(Duration.ofSeconds(10));

        assertThat(engine.errors()).isEmpty();
        assertThat(succeeded()).containsExactly("theirs");
        assertThat(engine.snapshots().get(0).key()).startsWith("blue/of-blue/");
    }

    @Test
    void anAvroCommandIsReadLikeItsJson() {
        Command stop =
                new Command.StopInstance(DrivenEngine.ACCOUNT, DrivenEngine.REGION, "blue", "a", null, null, false);

        engine.send(Post.bytes("bad", DrivenEngine.CONTRACTS.commands().encode(stop)));

        assertThat(engine.errors().get(0).value().code()).isEqualTo("TENANT_MISMATCH");
        assertThat(engine.effects()).isEmpty();
    }

    private List<String> succeeded() {
        return engine.events().stream()
                .map(Told::value)
                .filter(Event.CommandSucceeded.class::isInstance)
                .map(event -> event.head().commandId())
                .toList();
    }

    private int launched() {
        return engine.effects().stream()
                .map(told -> told.value().call())
                .filter(Call.Launch.class::isInstance)
                .mapToInt(Call::size)
                .sum();
    }
}
