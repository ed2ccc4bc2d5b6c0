/** What can be refused by looking at a command alone. */
@NullMarked
package dev.muster.core.admission;

import org.jspecify.annotations.NullMarked;
