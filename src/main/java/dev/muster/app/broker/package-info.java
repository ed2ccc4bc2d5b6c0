/**
 * The real Kafka broker inside this JVM, for development and tests. All but {@link dev.muster.app.broker.BrokerLauncher}
 * and {@link dev.muster.app.broker.BrokerSettings} need the broker's optional jars, which a production package leaves out.
 */
@NullMarked
package dev.muster.app.broker;

import org.jspecify.annotations.NullMarked;
