package dev.muster.core.journal;

/**
 * A named, typed part of the journal.
 *
 * @param name the first part of every key of it; short, since it stands in every key, and never reused for other values
 */
public record Table<V>(String name, Class<V> type) {}
