/**
 * Every rule, and nothing else: state and input in; next state, events, errors and effects out. Time and identifiers
 * arrive inside the input; no clock, randomness, I/O, logging, Kafka or Avro. The same code runs in the service and in the
 * simulation.
 */
@NullMarked
package dev.muster.core;

import org.jspecify.annotations.NullMarked;
