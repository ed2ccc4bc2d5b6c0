package dev.muster.model;

/** What the provider's own checks say. */
public enum Health {
    UNKNOWN,
    OK,
    IMPAIRED
}
