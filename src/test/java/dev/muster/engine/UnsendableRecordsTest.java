package dev.muster.engine;

import static org.apache.kafka.streams.errors.ProductionExceptionHandler.ProductionExceptionHandlerResponse.CONTINUE;
import static org.apache.kafka.streams.errors.ProductionExceptionHandler.ProductionExceptionHandlerResponse.FAIL;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.ProductionExceptionHandlerResponse;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class UnsendableRecordsTest {
    private static final String CHANGELOG = "muster-journal-changelog";

    @Test
    void aRecordThatIsTooLargeForItsTopicIsLeftOut() {
        assertThat(handled("muster.events", new byte[9], new RecordTooLargeException("9 bytes")))
                .isEqualTo(CONTINUE);
        assertThat(handled("muster.state", null, new RecordTooLargeException("a long key")))
                .isEqualTo(CONTINUE);
    }

    /** Left out, the journal would differ from its copy for ever. */
    @Test
    void anEntryOfTheJournalIsNeverLeftOut() {
        assertThat(handled(CHANGELOG, new byte[9], new RecordTooLargeException("9 bytes")))
                .isEqualTo(FAIL);
    }

    @Test
    void anythingElseEndsTheTransaction() {
        assertThat(handled("muster.events", new byte[9], new TimeoutException("no broker")))
                .isEqualTo(FAIL);
    }

    private static ProductionExceptionHandlerResponse handled(String topic, byte[] value, Exception failure) {
        var context = new DefaultErrorHandlerContext(
                null, topic, 0, 0, new RecordHeaders(), "sink", new TaskId(1, 0), 0, new byte[0], new byte[0]);
        return new UnsendableRecords().handle(context, new ProducerRecord<>(topic, new byte[1], value), failure);
    }
}
