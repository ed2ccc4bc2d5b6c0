/**
 * What hosts the core: the Kafka Streams topology in which deciders run, and around it the accounts, topics and settings
 * that it needs.
 */
@NullMarked
package dev.muster.engine;

import org.jspecify.annotations.NullMarked;
