/** The ports through which the deciders reach their state: typed tables over an ordered key-value store. */
@NullMarked
package dev.muster.core.journal;

import org.jspecify.annotations.NullMarked;
