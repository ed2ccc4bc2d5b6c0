/** Wires everything together: configuration, beans, health, start and stop. Knows every other package. */
@NullMarked
package dev.muster.app;

import org.jspecify.annotations.NullMarked;
