package dev.muster.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for source can fail: each finds what it is for, and leaves its neighbours alone. */
class SourceBreaksTest {
    private static final String MAIN = "src/main/java/dev/muster/engine/Some.java";
    private static final String TEST = "src/test/java/dev/muster/engine/SomeTest.java";

    @Test
    void aFileOverTheLimitIsFound() {
        var atTheLimit = "class Some {}\n" + "\n".repeat(JavaRules.FILE_LINES_MAX - 1);

        assertThat(JavaRules.fileIsShort(JavaFile.parse(MAIN, atTheLimit))).isEmpty();
        assertThat(JavaRules.fileIsShort(JavaFile.parse(MAIN, atTheLimit + "\n")))
                .singleElement()
                .asString()
                .contains("401 lines");
    }

    @Test
    void aMethodOverTheLimitIsFound() {
        assertThat(JavaRules.methodsAreShort(JavaFile.parse(MAIN, method(JavaRules.METHOD_LINES_MAX))))
                .isEmpty();
        assertThat(JavaRules.methodsAreShort(JavaFile.parse(MAIN, method(JavaRules.METHOD_LINES_MAX + 1))))
                .containsExactly(MAIN + ":2 run has 61 lines");
    }

    private static String method(int lines) {
        return "class Some {\nvoid run() {\n" + "\n".repeat(lines - 2) + "}\n}\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TopicManager",
                "ManagerOfTopics",
                "KeyHelper",
                "KeyUtil",
                "KeyUtils",
                "Utils",
                "EngineImpl",
                "BaseProvider",
                "AbstractProvider",
                "IProvider"
            })
    void aNameThatSaysNothingIsFound(String name) {
        assertThat(JavaRules.namesSaySomething(JavaFile.parse(MAIN, "class " + name + " {}")))
                .hasSize(1);
        assertThat(JavaRules.namesSaySomething(JavaFile.parse(MAIN, "class Some { enum " + name + " {} }")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Utilization", "Implied", "Base32", "Baseline", "Instance", "InstanceId", "IamRole"})
    void aNameThatOnlyResemblesOneIsNot(String name) {
        assertThat(JavaRules.namesSaySomething(JavaFile.parse(MAIN, "class " + name + " {}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@Test", "@Property(tries = 5)", "@ParameterizedTest"})
    void aTestThatTheRunnerWouldSkipIsFound(String mark) {
        var body = "class Some { " + mark + " void runs() {} }";

        assertThat(JavaRules.testsAreFound(JavaFile.parse("src/test/java/SomeProperties.java", body)))
                .hasSize(1);
        assertThat(JavaRules.testsAreFound(JavaFile.parse("src/test/java/SomePropertyTest.java", body)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@Disabled", "@org.junit.jupiter.api.Disabled(\"flaky\")"})
    void aTestThatIsSwitchedOffIsFound(String mark) {
        assertThat(JavaRules.testsAreNotSwitchedOff(JavaFile.parse(TEST, mark + " class SomeTest {}")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread.sleep(1)",
                "java.lang.Thread.sleep(1)",
                "TimeUnit.SECONDS.sleep(1)",
                "MILLISECONDS.sleep(1)",
                "later(Thread::sleep)"
            })
    void aTestThatSleepsIsFound(String call) {
        assertThat(JavaRules.testsDoNotSleep(JavaFile.parse(TEST, inMethod(call))))
                .hasSize(1);
    }

    @Test
    void talkOfSleepIsNoSleep() {
        assertThat(JavaRules.testsDoNotSleep(
                        JavaFile.parse(TEST, inMethod("say(\"Thread.sleep(1)\") /* Thread.sleep */"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"System.out.println(1)", "System.err.println(1)", "failure.printStackTrace()"})
    void mainCodeThatPrintsIsFound(String call) {
        assertThat(JavaRules.mainDoesNotPrint(JavaFile.parse(MAIN, inMethod(call))))
                .hasSize(1);
        assertThat(JavaRules.mainDoesNotPrint(JavaFile.parse("src/main/java/dev/muster/cli/Some.java", inMethod(call))))
                .isEmpty();
    }

    private static String inMethod(String expression) {
        return "class Some { void run() { " + expression + "; } }";
    }

    @Test
    void everyRuleIsPartOfTheCheck() {
        var everythingWrong = "class BaseSome {\nvoid run() {" + "\n".repeat(500)
                + "System.out.println(); }\n@Disabled @Test void a() {}\n}";

        assertThat(JavaRules.check(JavaFile.parse(MAIN, everythingWrong))).hasSize(6);
        assertThat(JavaRules.check(JavaFile.parse(TEST, inMethod("Thread.sleep(1)"))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// TO" + "DO later",
                "# FIX" + "ME",
                "dir=/ho" + "me/ada/x",
                "cd /Us" + "ers/ada",
                "/ro" + "ot/.m2",
                "in /box/muster/src"
            })
    void textThatStaysBehindIsFound(String line) {
        assertThat(TextRules.check("a.yaml", "fine\n" + line + "\n", List.of("/box/muster")))
                .singleElement()
                .asString()
                .startsWith("a.yaml:2 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/home/page", "${base}/home/x", "toDone()", "/deployments/quarkus-app"})
    void textThatOnlyResemblesItIsNot(String line) {
        assertThat(TextRules.check("a.yaml", line, List.of("/box/muster"))).isEmpty();
    }

    @Test
    void aPackageWithoutNullMarkedIsFound() {
        var marked = JavaFile.parse(
                "src/main/java/dev/muster/core/package-info.java",
                "@NullMarked package dev.muster.core; import org.jspecify.annotations.NullMarked;");
        var inside =
                JavaFile.parse("src/main/java/dev/muster/core/Some.java", "package dev.muster.core; class Some {}");
        var below =
                JavaFile.parse("src/main/java/dev/muster/core/a/Some.java", "package dev.muster.core.a; class Some {}");

        assertThat(PackageRules.notNullMarked(List.of(marked, inside, below)))
                .containsExactly("src/main/java/dev/muster/core/a");
    }
}
