/** The client's way to Kafka: where the broker is, reading topics, sending commands, and what to say when that fails. */
@NullMarked
package dev.muster.cli.kafka;

import org.jspecify.annotations.NullMarked;
