package dev.muster.provider.aws.ec2;

/** How an instance is paid for. Capacity and quota are separate for each. */
public enum Market {
    ON_DEMAND,
    SPOT
}
