/**
 * Binds the model's records to hand-written Avro schemas, by field name. One {@link
 * dev.muster.wire.binding.Binding} serves binary and JSON, both ways, so a contract is stated once:
 * in its schema. Nothing here knows a particular record.
 */
@NullMarked
package dev.muster.wire.binding;

import org.jspecify.annotations.NullMarked;
