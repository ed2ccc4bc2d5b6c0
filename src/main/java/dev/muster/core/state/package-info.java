/** What is journaled, one record per table; each holds only what is needed to go on after a crash. */
@NullMarked
package dev.muster.core.state;

import org.jspecify.annotations.NullMarked;
