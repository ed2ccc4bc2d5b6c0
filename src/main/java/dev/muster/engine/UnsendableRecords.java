package dev.muster.engine;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jboss.logging.Logger;

/**
 * The second net below the size checks of {@link Outgoing} and of the journal. A record that only the broker finds too large
 * is left out and told of, since failing would stop its partition for good; anything else ends the transaction.
 */
public final class UnsendableRecords implements ProductionExceptionHandler {
    private static final Logger LOG = Logger.getLogger(UnsendableRecords.class);

    /** A changelog entry must not be left out: the journal and its copy would differ. */
    private static final String CHANGELOG = "-changelog";

    @Override
    public ProductionExceptionHandlerResponse handle(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RecordTooLargeException && !record.topic().endsWith(CHANGELOG)) {
            LOG.errorf(
                    "left out a record that the broker finds too large topic=%s task=%s bytes=%d;"
                            + " raise max.message.bytes of the topic to that of deploy/topics.yaml",
                    record.topic(), context.taskId(), record.value() == null ? 0 : record.value().length);
            return ProductionExceptionHandlerResponse.CONTINUE;
        }
        return ProductionExceptionHandlerResponse.FAIL;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing is open.
    }
}
