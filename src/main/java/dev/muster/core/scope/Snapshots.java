package dev.muster.core.scope;

import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Live;
import dev.muster.model.InstanceSnapshot;

/** The public face of a journaled instance. */
final class Snapshots {
    private Snapshots() {}

    static InstanceSnapshot of(Instance instance) {
        Live live = instance.phase() instanceof Live l ? l : null;
        return new InstanceSnapshot(
                instance.resource(),
                instance.generation(),
                instance.version(),
                instance.sequence(),
                instance.lifecycle(),
                instance.reason(),
                instance.failureCode(),
                instance.desired(),
                live == null ? null : live.identity(),
                live == null ? null : live.observed(),
                instance.projection(),
                instance.updatedAt());
    }
}
