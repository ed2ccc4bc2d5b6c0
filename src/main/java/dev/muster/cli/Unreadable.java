package dev.muster.cli;

import dev.muster.wire.binding.UndecodableException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that this client cannot read. */
final class Unreadable {
    private Unreadable() {}

    static String at(ConsumerRecord<?, ?> record, UndecodableException why) {
        return record.topic() + " partition " + record.partition() + " offset " + record.offset() + " cannot be read: "
                + why.getMessage();
    }
}
