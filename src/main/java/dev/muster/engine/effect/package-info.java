/** The effect executor: it makes the calls that the core owes to providers, and tells what came of them. */
@NullMarked
package dev.muster.engine.effect;

import org.jspecify.annotations.NullMarked;
