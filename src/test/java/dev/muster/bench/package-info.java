/**
 * The benchmark, {@code ./mvnw -Pbench}: the packaged service as it is shipped, in a process of its own, against a real
 * broker in this one. It asserts nothing; it prints target, figure, and whether the target was met.
 */
package dev.muster.bench;
