package dev.muster.model;

/** A fast interconnect. */
public enum Fabric {
    EFA,
    INFINIBAND,
    NVLINK
}
