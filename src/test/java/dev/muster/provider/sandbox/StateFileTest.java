package dev.muster.provider.sandbox;

import static dev.muster.provider.sandbox.CloudUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Call;
import dev.muster.provider.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir
    private Path folder;

    private final SandboxFixture fixture = new SandboxFixture(SandboxProfile.EC2_LIKE).with("visibilityLag", "0s");

    @Test
    void aCloudWithAStateFileOutlivesItsProcess() {
        fixture.with("stateFile", folder.resolve("cloud").toString()).with("latency", "0s");
        String id = launch(fixture, Launches.of("k").count(2, 2)).rows().get(0).providerId();
        terminate(id);
        failureOf(() -> launch(fixture, Launches.of("lost").image(MagicName.LOSE_ANSWER)));
        var before = fixture.cloud().operate((operator, now) -> operator.machines(now));
        SandboxClouds.forget(fixture.account, SandboxFixture.REGION);

        fixture.reopen();

        var after = fixture.cloud().operate((operator, now) -> operator.machines(now));
        assertThat(after)
                .extracting(MachineTruth::id)
                .isEqualTo(before.stream().map(MachineTruth::id).toList());
        assertThat(after.stream().filter(MachineTruth::isLive)).hasSize(2);
        assertThat(launch(fixture, Launches.of("k").count(2, 2)).rows()).hasSize(2);
        assertThat(launch(fixture, Launches.of("new")).rows().get(0).providerId())
                .isNotIn(before.stream().map(MachineTruth::id).toList());
    }

    @Test
    void aLineThatWasNotWrittenToItsEndIsCutOff() throws Exception {
        fixture.with("stateFile", folder.resolve("cloud").toString());
        launch(fixture, Launches.of("k"));
        Path file = folder.resolve("cloud." + SandboxFixture.REGION);
        Files.writeString(file, "{\"machines\":[{\"birth\":{\"ordi", StandardOpenOption.APPEND);
        SandboxClouds.forget(fixture.account, SandboxFixture.REGION);

        fixture.reopen();
        fixture.cloud()
                .operate(
                        (operator, now) -> operator.addForeign(SandboxType.SMALL, null, null, java.util.Map.of(), now));
        SandboxClouds.forget(fixture.account, SandboxFixture.REGION);
        fixture.reopen();

        assertThat(live(fixture.cloud())).hasSize(2);
    }

    @Test
    void twoProcessesShareTheCloudOfOneFile() {
        fixture.with("stateFile", folder.resolve("cloud").toString());
        launch(fixture, Launches.of("k"));
        SharedCloud one = fixture.cloud();
        SandboxClouds.forget(fixture.account, SandboxFixture.REGION);
        fixture.reopen();
        SharedCloud other = fixture.cloud();

        addForeign(one);
        addForeign(other);

        assertThat(live(one))
                .extracting(MachineTruth::id)
                .hasSize(3)
                .doesNotHaveDuplicates()
                .isEqualTo(live(other).stream().map(MachineTruth::id).toList());
    }

    /** The process is killed without a chance to tidy up; whatever it was answered must be there. */
    @Test
    @Tag("whole-build")
    void whatWasAnsweredOutlivesAKilledProcess() throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        fixture.with("stateFile", folder.resolve("cloud").toString());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        EndlessLaunches.class.getName(),
                        fixture.account,
                        folder.resolve("cloud").toString())
                .redirectErrorStream(true)
                .start();
        var answered = new ArrayList<String>();
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answered.add(line);
                if (answered.size() == 20) {
                    process.toHandle().destroyForcibly(); // SIGKILL; what it printed can still be read.
                }
            }
        }

        fixture.reopen();

        Map<String, Integer> made = fixture.cloud().operate((operator, now) -> operator.madeByFindKey());
        assertThat(made).hasSizeGreaterThanOrEqualTo(20).containsKeys(answered.toArray(new String[0]));
        assertThat(made.values()).containsOnly(1);
    }

    private static List<MachineTruth> live(SharedCloud cloud) {
        return cloud.operate((operator, now) -> operator.live(now));
    }

    private static String addForeign(SharedCloud cloud) {
        return cloud.operate((operator, now) -> operator.addForeign(SandboxType.SMALL, null, null, Map.of(), now));
    }

    private void terminate(String id) {
        var call = new Call.Act(Call.Kind.TERMINATE, List.of(id));
        fixture.provider().terminate(call, fixture.context(call)).await().atMost(Duration.ofSeconds(5));
    }

    private static Answer launch(SandboxFixture fixture, Launches launch) {
        Call.Launch call = launch.call();
        return fixture.provider().launch(call, fixture.context(call)).await().atMost(Duration.ofSeconds(10));
    }
}
