package dev.muster.engine.scope;

import dev.muster.core.Input;
import dev.muster.core.Output;
import dev.muster.core.Stamp;
import dev.muster.core.journal.Tables;
import dev.muster.core.scope.ScopeDecider;
import dev.muster.core.state.ScopeState;
import dev.muster.engine.EngineMetrics;
import dev.muster.engine.Outgoing;
import dev.muster.engine.PutAside;
import dev.muster.engine.Wiring;
import dev.muster.model.Outcome;
import dev.muster.model.Scope;
import dev.muster.model.ScopeProfile;
import dev.muster.provider.ComputeProvider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** One decision, whole or not at all: what cannot be written down or sent leaves the journal as it was. */
final class Decisions {
    private static final Logger LOG = Logger.getLogger(Decisions.class);

    private final StoreJournal journal;
    private final OutputWriter writer;
    private final InstantSource clock;
    private final EngineMetrics metrics;

    Decisions(StoreJournal journal, Wiring wiring) {
        this.journal = journal;
        writer = new OutputWriter(wiring);
        clock = wiring.clock();
        metrics = wiring.metrics();
    }

    /** What a decision sends, and what the journal now holds. */
    record Decided(List<Output> outputs, List<Outgoing> records) {}

    /**
     * Decides and writes the journal.
     *
     * @throws BugException with the journal untouched, when the core, the adapter's facts or the writing of the outputs failed
     */
    Decided decide(Scope scope, ComputeProvider provider, Input input) throws BugException {
        long started = System.nanoTime();
        var records = new ArrayList<Outgoing>();
        List<Output> outputs;
        try {
            var stamp = new Stamp(clock.instant(), UUID.randomUUID());
            outputs = ScopeDecider.decide(scope, provider.profile(), journal, input, stamp);
            for (Output output : outputs) {
                writer.write(output, scope, stamp.now(), records);
            }
        } catch (KafkaException e) {
            throw e; // The store failed, not the core: the task starts anew.
        } catch (RuntimeException | StackOverflowError e) {
            journal.discard();
            LOG.errorf("a bug scope=%s trace=%s%n%s", scope, PutAside.traceOf(e), PutAside.wayOf(e));
            throw new BugException(e);
        }
        journal.flush();
        metrics.decision(System.nanoTime() - started);
        if (hasTaken(input, outputs)) {
            tellBuckets(scope, provider.profile());
        }
        return new Decided(outputs, records);
    }

    /** Whether a bucket was drawn from, or learned to be smaller. */
    private static boolean hasTaken(Input input, List<Output> outputs) {
        boolean throttled = input instanceof Input.OutcomeArrived arrived
                && arrived.outcome().outcomeClass() == Outcome.Class.THROTTLED;
        return throttled || outputs.stream().anyMatch(Output.Effect.class::isInstance);
    }

    private void tellBuckets(Scope scope, ScopeProfile profile) {
        ScopeState state = journal.get(Tables.SCOPES, scope.text() + "|");
        if (state != null) {
            metrics.buckets(scope, profile, state.buckets(), clock);
        }
    }
}
