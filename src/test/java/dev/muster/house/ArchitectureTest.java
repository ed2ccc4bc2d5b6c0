package dev.muster.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 6 of the architecture, held against what is in {@code src/main}. */
class ArchitectureTest {
    private static final String ROOT = "dev.muster";

    /**
     * Packages with nothing in them yet. While one is left, a rule may match no class at all; a test
     * below asks to strike each as its first class arrives. When all are struck, remove this with its
     * {@code allowEmptyShould}.
     */
    private static final Set<String> NOT_YET = Set.of("cli");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @ParameterizedTest
    @MethodSource
    void holds(ArchRule rule) {
        rule.allowEmptyShould(!NOT_YET.isEmpty()).check(MAIN);
    }

    static List<ArchRule> holds() {
        return Architecture.rules(ROOT);
    }

    /** Fails when a package got its first class, or lost its last: then NOT_YET above is out of date. */
    @Test
    void onlyThePackagesNotYetWrittenAreEmpty() {
        var empty = Layers.names().stream()
                .filter(layer -> MAIN.stream()
                        .noneMatch(type -> (type.getPackageName() + ".").startsWith(ROOT + "." + layer + ".")))
                .toList();

        assertThat(empty)
                .as("packages without a class: bring NOT_YET in line")
                .containsExactlyInAnyOrderElementsOf(NOT_YET);
    }
}
