package dev.muster.engine.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsFileTest {
    private static final String GOOD = """
            prefix: muster.
            profiles:
              dev:
                partitions: 4
                replication.factor: 1
                min.insync.replicas: 1
            topics:
              events:
                purpose: Facts.
                cleanup.policy: delete
                retention.ms: 1000
                max.message.bytes: 2000
            """;

    @Test
    void thePackagedFileDeclaresTheTopicsThatSomethingWrites() {
        var declared = TopicsFile.packaged();

        var dev = declared.of(declared.profile("dev"), List.of());
        assertThat(dev)
                .extracting(TopicDeclaration::name)
                .containsExactly(
                        "muster.commands",
                        "muster.dead-letters",
                        "muster.effects",
                        "muster.errors",
                        "muster.events",
                        "muster.outcomes",
                        "muster.state");
        assertThat(dev).allSatisfy(topic -> {
            assertThat(topic.partitions()).isEqualTo(4);
            assertThat(topic.replicationFactor()).isEqualTo((short) 1);
            assertThat(topic.settings()).containsEntry("min.insync.replicas", "1");
        });
        assertThat(declared.of(declared.profile("production"), List.of())).allSatisfy(topic -> {
            assertThat(topic.partitions()).isEqualTo(32);
            assertThat(topic.replicationFactor()).isEqualTo((short) 3);
            assertThat(topic.settings()).containsEntry("min.insync.replicas", "2");
        });
    }

    @Test
    void tenantsEachHaveTheirCommandsTopicInsteadOfTheCommonOne() {
        var declared = TopicsFile.packaged();

        var topics = declared.of(declared.profile("dev"), List.of("acme", "globex"));

        assertThat(topics)
                .extracting(TopicDeclaration::name)
                .contains("muster.commands.acme", "muster.commands.globex", "muster.events")
                .doesNotContain("muster.commands");
        assertThat(topics.get(0).settings())
                .containsEntry("retention.ms", "1209600000")
                .containsEntry("cleanup.policy", "delete");
    }

    @Test
    void aTenantThatCannotBePartOfATopicsNameIsRefused() {
        assertThatThrownBy(() -> TopicsFile.packaged().name("commands", "a.b"))
                .hasMessage("tenant 'a.b' cannot be part of a topic's name: it must match [A-Za-z0-9_-]{1,100}");
    }

    @Test
    void anUndeclaredProfileIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> TopicsFile.packaged().profile("staging"))
                .hasMessage("deploy/topics.yaml has no profile 'staging'; it has [dev, production]");
    }

    @Test
    void aGoodFileIsReadWhole() {
        var declared = TopicsFile.read("topics.yaml", new StringReader(GOOD));

        assertThat(declared.of(declared.profile("dev"), List.of()))
                .containsExactly(new TopicDeclaration(
                        "muster.events",
                        4,
                        (short) 1,
                        Map.of(
                                "cleanup.policy", "delete",
                                "retention.ms", "1000",
                                "max.message.bytes", "2000",
                                "min.insync.replicas", "1")));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            retention.ms: 1000   | retention: 1000   | line 11: unknown key 'retention'; known here: cleanup.policy, max.message.bytes, per.tenant, purpose, retention.ms
            prefix: muster.      | prefiks: muster.  | line 1: unknown key 'prefiks'; known here: prefix, profiles, topics
            partitions: 4        | partitions: four  | line 4: key 'partitions': a whole number from 1 to 10000 is expected, not 'four'
            partitions: 4        | partitions: 0     | line 4: key 'partitions': a whole number from 1 to 10000 is expected, not '0'
            purpose: Facts.      | purpose:          | line 9: key 'purpose': text is expected
            retention.ms: 1000   | per.tenant: 1     | line 11: key 'per.tenant': true or false is expected, not '1'
            policy: delete       | policy: keep      | line 10: key 'cleanup.policy': one of [compact, compact,delete, delete] is expected, not 'keep'
            policy: delete       | policy: compact   | line 11: key 'retention.ms': a topic that is only compacted has no retention
            max.message          | retention.ms: 1 # | line 12: key 'retention.ms' stands here twice
            prefix: muster.      | prefix: [         | line 3: expected ',' or ']', but got :
            """)
    void aMistakeIsRefusedWithItsLine(String good, String bad, String message) {
        var text = GOOD.replace(good, bad);

        assertThatThrownBy(() -> TopicsFile.read("topics.yaml", new StringReader(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("topics.yaml, " + message);
    }
}
