/** The command-line client: one class a command. It talks to the service through Kafka alone. */
@NullMarked
package dev.muster.cli;

import org.jspecify.annotations.NullMarked;
