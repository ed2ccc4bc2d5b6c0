package dev.muster.provider.aws.ec2;

/** A subnet, which fixes the zone of what is launched into it. {@code addressesMax} counts instances. */
record Subnet(String id, String zone, int addressesMax) {}
