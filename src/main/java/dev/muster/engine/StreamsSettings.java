package dev.muster.engine;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What the Kafka Streams application is run with. The protocol's guarantees hang on most of it, so little is open.
 *
 * @param client connection and security settings of the Kafka clients, with {@code bootstrap.servers}
 * @param applicationId consumer group, and prefix of internal topics and transactional ids
 * @param node name of this process, the same again after a restart; its place in the group is kept under it
 * @param stateDirectory survives a restart; not a temporary folder
 * @param replication of the internal topics
 */
public record StreamsSettings(
        Map<String, Object> client,
        String applicationId,
        String node,
        int threads,
        Path stateDirectory,
        short replication,
        int standbys) {
    /** Stream threads beyond this have nothing to do with the partitions of a usual deployment. */
    public static final int THREADS_MAX = 4;

    private static final int COMMIT_INTERVAL_MS = 25;
    private static final int SESSION_TIMEOUT_MS = 15_000;
    private static final int POLL_RECORDS_MAX = 500;
    private static final int RECORD_BYTES_MAX = 1_048_576;
    /** What one partition gets within one commit interval at full speed; the clients' 16 kB made several requests of it. */
    private static final int BATCH_BYTES = 131_072;
    /** How long a task may get nowhere for want of a broker before its thread dies: an outage is sat out. One day. */
    private static final long TASK_TIMEOUT_MS = 86_400_000;

    /** How soon a new tenant's commands topic is found. */
    private static final int METADATA_AGE_MAX_MS = 30_000;

    /** As many threads as cores, but not more than {@link #THREADS_MAX}. */
    public static int threadsOfThisMachine() {
        return Math.min(Runtime.getRuntime().availableProcessors(), THREADS_MAX);
    }

    /** Kafka's own names and values. */
    public Map<String, Object> properties() {
        var all = new HashMap<>(client);
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        all.put(StreamsConfig.CLIENT_ID_CONFIG, applicationId + "-" + node);
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        all.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, TASK_TIMEOUT_MS);
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        all.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) replication);
        all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        // No JMX, where a store registers a bean for each scan of it. Micrometer reads without.
        all.put(StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        all.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, UnsendableRecords.class);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLL_RECORDS_MAX);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), node);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG), METADATA_AGE_MAX_MS);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), RECORD_BYTES_MAX);
        return all;
    }
}
