package dev.muster.model;

/** How instances of one placement group stand to each other. */
public enum Grouping {
    CLUSTER,
    SPREAD,
    PARTITION
}
