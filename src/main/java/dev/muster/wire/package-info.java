/**
 * Bytes to model and back: the Avro contracts, JSON, CloudEvents headers. The only place that sees Avro. Every schema is
 * checked against its record when {@link dev.muster.wire.Contracts} are loaded.
 */
@NullMarked
package dev.muster.wire;

import org.jspecify.annotations.NullMarked;
