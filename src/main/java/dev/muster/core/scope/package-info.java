/** What an input means for a scope: intake, batching, rates, timers, observation and repair. */
@NullMarked
package dev.muster.core.scope;

import org.jspecify.annotations.NullMarked;
