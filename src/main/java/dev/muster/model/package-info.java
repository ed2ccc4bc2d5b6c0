/**
 * The vocabulary: records and enums that say what the field says, and validate themselves. Nothing here decides, waits,
 * reads a clock or knows a transport; every other package may use it, and it uses none.
 */
@NullMarked
package dev.muster.model;

import org.jspecify.annotations.NullMarked;
