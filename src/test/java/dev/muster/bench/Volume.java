package dev.muster.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * What stands in the service's topics, internal ones too.
 *
 * @param records by topic; markers of transactions are counted as well
 * @param bytes as stored, of all topics
 */
record Volume(Map<String, Long> records, long bytes) {
    static Volume of(Admin admin) throws Exception {
        Set<String> topics = admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith("muster"))
                .collect(Collectors.toSet());
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        admin.describeTopics(topics).allTopicNames().get().forEach((name, topic) -> topic.partitions()
                .forEach(part -> ends.put(new TopicPartition(name, part.partition()), OffsetSpec.latest())));
        Map<String, Long> records = new TreeMap<>();
        admin.listOffsets(ends)
                .all()
                .get()
                .forEach((part, end) -> records.merge(part.topic(), end.offset(), Long::sum));
        long bytes = admin.describeLogDirs(List.of(1)).allDescriptions().get().get(1).values().stream()
                .flatMap(dir -> dir.replicaInfos().entrySet().stream())
                .filter(replica -> topics.contains(replica.getKey().topic()))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
        return new Volume(records, bytes);
    }

    /** What was written since an earlier look; commands left out, since users write them. */
    Volume since(Volume before) {
        Map<String, Long> more = new TreeMap<>();
        records.forEach((topic, end) -> more.put(topic, end - before.records.getOrDefault(topic, 0L)));
        more.remove(Commands.TOPIC);
        return new Volume(more, bytes - before.bytes);
    }

    long total() {
        return records.values().stream().mapToLong(Long::longValue).sum();
    }
}
