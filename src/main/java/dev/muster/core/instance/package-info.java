/** What an input means for one instance: pure functions from state to decision. */
@NullMarked
package dev.muster.core.instance;

import org.jspecify.annotations.NullMarked;
