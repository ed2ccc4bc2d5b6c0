package dev.muster.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** Libraries that have one home: what they call things stays in there. */
final class Homes {
    private final String root;

    Homes(String root) {
        this.root = root;
    }

    ArchRule awsSdk() {
        return only(".provider.aws..", "software.amazon.awssdk..");
    }

    ArchRule avro() {
        return only(".wire..", "org.apache.avro..", "io.apicurio..");
    }

    /** The classes that the schemas became: whoever sees them sees Avro. */
    ArchRule generated() {
        return noClasses()
                .that(resideInAPackage(root + "..")
                        .and(not(resideInAPackage(root + ".wire..")))
                        .and(not(GeneratedCode.isGenerated())))
                .should()
                .dependOnClassesThat(GeneratedCode.isGenerated())
                .as("generated classes are seen from .wire.. only");
    }

    /** Not a dependency of the production package. {@code org.apache.kafka.common} and the clients are. */
    ArchRule kafkaServer() {
        return only(
                ".app.broker..",
                "kafka..",
                "org.apache.kafka.controller..",
                "org.apache.kafka.coordinator..",
                "org.apache.kafka.image..",
                "org.apache.kafka.metadata..",
                "org.apache.kafka.network..",
                "org.apache.kafka.raft..",
                "org.apache.kafka.security..",
                "org.apache.kafka.server..",
                "org.apache.kafka.storage..");
    }

    private ArchRule only(String home, String... library) {
        return noClasses()
                .that(resideInAPackage(root + "..")
                        .and(not(resideInAPackage(root + home)))
                        .and(not(GeneratedCode.isGenerated())))
                .should()
                .dependOnClassesThat(resideInAnyPackage(library))
                .as(String.join(", ", library) + " only in " + home);
    }
}
