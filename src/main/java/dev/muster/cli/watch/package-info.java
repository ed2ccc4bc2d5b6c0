/** Following commands until their results: what is known so far, how it is shown, and the loop between. */
@NullMarked
package dev.muster.cli.watch;

import org.jspecify.annotations.NullMarked;
