package dev.muster.model;

/** How exactly a provider lets us say where a resource goes. */
public enum Precision {
    GLOBAL,
    REGION,
    ZONE
}
