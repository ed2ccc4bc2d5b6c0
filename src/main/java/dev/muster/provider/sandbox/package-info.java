/**
 * The simulated cloud that ships: for trying Muster without an account, for its simulation, its benchmarks and its tests.
 *
 * <p>{@link dev.muster.provider.sandbox.SandboxCloud} is the cloud itself, a deterministic state machine;
 * {@link dev.muster.provider.sandbox.SandboxProvider} is the adapter that makes it a provider with latency.
 */
@NullMarked
package dev.muster.provider.sandbox;

import org.jspecify.annotations.NullMarked;
