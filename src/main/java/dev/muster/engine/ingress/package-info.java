/** The first step of every command: bytes to a command on its way to its scope, or to one typed refusal. */
@NullMarked
package dev.muster.engine.ingress;

import org.jspecify.annotations.NullMarked;
