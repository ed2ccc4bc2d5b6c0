package dev.muster.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.muster.house.Accesses.of;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * {@code core} and {@code model} are functions of their arguments: a replayed topic must rebuild the
 * same state. They see the values of the JDK and nothing else, and of those nothing that asks the
 * machine for the time, for chance or for its settings.
 */
final class Purity {
    /** Values and the ways to fold them. What is not listed is forbidden: I/O, threads, logging, any library. */
    private static final String[] VALUES = {
        "java.lang",
        "java.lang.annotation",
        "java.lang.invoke",
        "java.lang.runtime",
        "java.math",
        "java.nio",
        "java.nio.charset",
        "java.security",
        "java.text",
        "java.time..",
        "java.util",
        "java.util.function",
        "java.util.regex",
        "java.util.stream",
        "org.jspecify.annotations",
    };

    /** In the package of I/O by name only: it grows an array in memory. */
    private static final DescribedPredicate<JavaClass> BUFFER = assignableTo(java.io.ByteArrayOutputStream.class);

    /** What lives in those packages and is no value. */
    private static final DescribedPredicate<JavaClass> NO_VALUES = DescribedPredicate.or(Stream.of(
                    java.time.Clock.class,
                    java.util.Date.class,
                    Random.class,
                    SplittableRandom.class,
                    Thread.class,
                    ThreadLocal.class,
                    Process.class,
                    ProcessBuilder.class,
                    Runtime.class,
                    Timer.class)
            .map(type -> assignableTo(type).<JavaClass>forSubtype())
            .toList());

    private static final List<Predicate<JavaAccess<?>>> ASKS_THE_MACHINE = List.of(
            access -> access.getTargetOwner().getPackageName().startsWith("java.time")
                    && access.getName().equals("now"),
            of("java.time.ZoneId", "systemDefault"),
            of("java.util.TimeZone", "getDefault"),
            of("java.util.Locale", "getDefault"),
            of("java.nio.charset.Charset", "defaultCharset"),
            of("java.util.UUID", "randomUUID"),
            of("java.lang.Math", "random"),
            of("java.util.Collections", "shuffle"),
            access -> access.getTargetOwner().isEquivalentTo(System.class)
                    && !access.getName().equals("arraycopy"));

    private final String root;

    Purity(String root) {
        this.root = root;
    }

    /** Which of our own packages they see is the business of {@link Layers}. */
    ArchRule seeValuesOnly() {
        return classes()
                .that()
                .resideInAnyPackage(root + ".model..", root + ".core..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(VALUES)
                        .and(not(NO_VALUES))
                        .or(BUFFER)
                        .or(resideInAPackage(root + "..")))
                .as("core and model see values only");
    }

    ArchRule askTheMachineNothing() {
        return classes()
                .that()
                .resideInAnyPackage(root + ".model..", root + ".core..")
                .should(Accesses.avoid(ASKS_THE_MACHINE, "take time, chance and settings as arguments"))
                .as("core and model ask the machine nothing");
    }
}
