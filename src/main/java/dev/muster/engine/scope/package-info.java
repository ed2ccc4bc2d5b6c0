/** The scope processor: it reads a scope's inputs one after another, has the core decide, and sends what was decided. */
@NullMarked
package dev.muster.engine.scope;

import org.jspecify.annotations.NullMarked;
