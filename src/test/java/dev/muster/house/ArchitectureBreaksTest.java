package dev.muster.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules can fail: a small tree of classes under {@code fixture} breaks every one of them. */
class ArchitectureBreaksTest {
    private static final String ROOT = "dev.muster.house.fixture";
    private static final JavaClasses FIXTURE = new ClassFileImporter().importPackages(ROOT);

    @ParameterizedTest
    @MethodSource
    void eachRuleIsBrokenByTheFixture(ArchRule rule) {
        assertThat(rule.evaluate(FIXTURE).hasViolation()).isTrue();
    }

    static List<ArchRule> eachRuleIsBrokenByTheFixture() {
        return Architecture.rules(ROOT);
    }

    @Test
    void everyWayToAskTheMachineIsFound() {
        var purity = new Purity(ROOT);
        var report = report(purity.askTheMachineNothing()) + report(purity.seeValuesOnly());

        assertThat(methods("core.AsksTheMachine")).isNotEmpty().allSatisfy(method -> assertThat(report)
                .contains("AsksTheMachine." + method + "("));
    }

    @Test
    void everyWayToWaitIsFound() {
        var report = report(new Waiting(ROOT).nobodyWaits());

        assertThat(methods("engine.Waits")).isNotEmpty().allSatisfy(method -> assertThat(report)
                .contains("Waits." + method + "("));
    }

    @Test
    void theClientMayWait() {
        assertThat(report(new Waiting(ROOT).nobodyWaits())).doesNotContain("cli.MayWait");
    }

    @Test
    void aPureClassIsLeftAlone() {
        var purity = new Purity(ROOT);

        assertThat(report(purity.askTheMachineNothing()) + report(purity.seeValuesOnly()))
                .doesNotContain("core.Pure");
    }

    private static String report(ArchRule rule) {
        return rule.evaluate(FIXTURE).getFailureReport().toString();
    }

    private static Stream<String> methods(String fixture) {
        try {
            return Arrays.stream(Class.forName(ROOT + "." + fixture).getDeclaredMethods())
                    .filter(method -> !method.isSynthetic())
                    .map(Method::getName);
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }
}
