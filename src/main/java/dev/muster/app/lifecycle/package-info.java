/** The order of start and stop. The only part of the service that may hold a thread while something happens elsewhere. */
@NullMarked
package dev.muster.app.lifecycle;

import org.jspecify.annotations.NullMarked;
