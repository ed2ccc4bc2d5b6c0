package dev.muster.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who may know whom. The rules are values over a root package, so that a test can turn them on a
 * tree of classes that breaks them.
 */
final class Layers {
    /** What each package may see besides itself and libraries. {@code app} wires it all and is bound by none. */
    private static final Map<String, List<String>> MAY_SEE = new TreeMap<>(Map.of(
            "model", List.of(),
            "core", List.of("model.."),
            "provider", List.of("model.."),
            "wire", List.of("core..", "model.."),
            "engine", List.of("core..", "provider", "wire..", "model.."),
            "cli", List.of("wire..", "model..")));

    private final String root;

    Layers(String root) {
        this.root = root;
    }

    /** The packages that a rule binds: all but {@code app}. */
    static Set<String> bound() {
        return MAY_SEE.keySet();
    }

    /** Every package of the architecture. */
    static List<String> names() {
        return Stream.concat(Stream.of("app"), bound().stream()).toList();
    }

    ArchRule seesOnlyWhatItMay(String layer) {
        var allowed = new ArrayList<String>();
        allowed.add(root + "." + layer + "..");
        MAY_SEE.get(layer).forEach(seen -> allowed.add(root + "." + seen));
        var ours = resideInAPackage(root + "..").and(not(GeneratedCode.isGenerated()));
        return noClasses()
                .that()
                .resideInAPackage(root + "." + layer + "..")
                .should()
                .dependOnClassesThat(ours.and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                .as(layer + " sees only " + MAY_SEE.get(layer) + " of ours");
    }

    ArchRule cloudsDoNotKnowEachOther() {
        return slices().matching(root + ".provider.(*)..")
                .should()
                .notDependOnEachOther()
                .as("one cloud never sees another");
    }

    ArchRule theInterfaceKnowsNoCloud() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".provider")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".provider.*..")
                .as("the provider interface sees no cloud");
    }

    ArchRule everyClassHasALayer() {
        var known = names().stream().map(name -> root + "." + name + "..").toArray(String[]::new);
        return classes()
                .that(resideInAPackage(root + "..").and(not(GeneratedCode.isGenerated())))
                .should()
                .resideInAnyPackage(known)
                .as("every class lives in one of " + names());
    }
}
