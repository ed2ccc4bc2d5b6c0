package dev.muster.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 6 of the architecture, held against what is in {@code src/main}. */
class ArchitectureTest {
    private static final String ROOT = "dev.muster";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @ParameterizedTest
    @MethodSource
    void holds(ArchRule rule) {
        rule.check(MAIN);
    }

    static List<ArchRule> holds() {
        return Architecture.rules(ROOT);
    }

    /** Else a rule could hold for want of anything to hold for. */
    @Test
    void noLayerIsEmpty() {
        var empty = Layers.names().stream()
                .filter(layer -> MAIN.stream()
                        .noneMatch(type -> (type.getPackageName() + ".").startsWith(ROOT + "." + layer + ".")))
                .toList();

        assertThat(empty).isEmpty();
    }
}
