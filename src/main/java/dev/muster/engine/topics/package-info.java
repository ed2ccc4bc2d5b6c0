/** The topics: one declaration, and what makes a cluster match it or says exactly how it does not. */
@NullMarked
package dev.muster.engine.topics;

import org.jspecify.annotations.NullMarked;
