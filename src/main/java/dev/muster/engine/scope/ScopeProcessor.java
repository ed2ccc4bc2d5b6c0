package dev.muster.engine.scope;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.core.Input;
import dev.muster.core.Output;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.Timer;
import dev.muster.engine.Accounts;
import dev.muster.engine.Outgoing;
import dev.muster.engine.PutAside;
import dev.muster.engine.Sink;
import dev.muster.engine.Wiring;
import dev.muster.model.CommandEnvelope;
import dev.muster.model.Failure;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Outcome;
import dev.muster.model.ResourceName;
import dev.muster.model.Scope;
import dev.muster.provider.ComputeProvider;
import dev.muster.wire.Decoded;
import dev.muster.wire.binding.UndecodableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/**
 * The single writer of its scopes: reads their commands, outcomes and timers one after another, has the core decide, and
 * forwards what was decided, all in one transaction with the journal.
 *
 * <p>Nothing throws out of here but what Kafka itself throws, which ends the transaction. An input on which the core fails
 * is put aside and told of; the journal stays as it was, and other inputs go on.
 */
final class ScopeProcessor implements Processor<byte[], byte[], byte[], Object> {
    private static final Logger LOG = Logger.getLogger(ScopeProcessor.class);
    private static final Duration TICK = Duration.ofMillis(25);

    /** Timers worked off in one tick, so that inputs are not kept waiting. */
    private static final int TIMERS_PER_TICK_MAX = 1_000;

    private final Wiring wiring;
    private final Accounts accounts;
    private final TimerHeap timers = new TimerHeap();
    private final FailedTimers failedTimers = new FailedTimers();
    private ProcessorContext<byte[], Object> context;
    private StoreJournal journal;
    private Decisions decisions;

    ScopeProcessor(Wiring wiring) {
        this.wiring = wiring;
        accounts = wiring.accounts();
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(ScopeStage.JOURNAL);
        journal = new StoreJournal(store, wiring.contracts().journal());
        decisions = new Decisions(journal, wiring);
        var journaled = new ArrayList<Timer>();
        journal.scanPrefix(Tables.TIMERS, "", (key, timer) -> journaled.add(timer));
        timers.restore(journaled, now());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, tick -> fireTimers());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        boolean isOutcome = topic().equals(wiring.topics().outcomes());
        try {
            if (isOutcome) {
                onOutcome(record);
            } else {
                onCommand(record);
            }
        } catch (UndecodableException e) {
            putAside(isOutcome ? "outcome" : "command", record, PutAside.alien("The bytes do not decode."));
        }
    }

    private void onCommand(Record<byte[], byte[]> record) {
        CommandEnvelope envelope = wiring.contracts().envelopes().decode(record.value());
        ComputeProvider provider = accounts.provider(envelope.scope());
        if (provider == null) {
            answer(envelope, accounts.refusal(envelope.scope()));
            return;
        }
        try {
            decide(envelope.scope(), provider, new Input.CommandArrived(envelope));
        } catch (BugException bug) {
            Failure failure = PutAside.bug(bug.bug(), EffectLeft.UNKNOWN);
            putAside("command", record, failure);
            answer(envelope, failure);
        }
    }

    private void answer(CommandEnvelope envelope, Failure failure) {
        var rejected = Decoded.Rejected.of(envelope, failure);
        forward(Outgoing.to(Sink.ERRORS, wiring.wire().error(rejected)));
        if (rejected.reply() != null
                && wiring.replyTopics().isOpen(rejected.reply().topic())) {
            forward(Outgoing.reply(rejected.reply(), wiring.wire().reply(rejected, rejected.reply())));
        }
    }

    private void onOutcome(Record<byte[], byte[]> record) {
        Outcome outcome = wiring.contracts().outcomes().decode(record.value());
        Scope scope = outcome.scope();
        ComputeProvider provider = accounts.provider(scope);
        if (record.key() == null || !scope.text().equals(new String(record.key(), UTF_8))) {
            putAside("outcome", record, PutAside.alien("The key is not the outcome's scope."));
        } else if (provider == null) {
            wiring.metrics()
                    .skipped("outcome-of-unknown-scope"); // The journaled call is driven again once it is known.
        } else {
            try {
                decide(scope, provider, new Input.OutcomeArrived(outcome));
            } catch (BugException bug) {
                putAside("outcome", record, tell(scope, bug));
            }
        }
    }

    private void fireTimers() {
        Instant now = now();
        for (Timer timer : timers.take(now, TIMERS_PER_TICK_MAX)) {
            Timer journaled = journal.get(Tables.TIMERS, timer.scope().text() + "|" + timer.id());
            if (timer.equals(journaled)) {
                wiring.metrics().timerFired(Duration.between(timer.due(), now));
                fire(timer, now);
            }
        }
    }

    private void fire(Timer timer, Instant now) {
        ComputeProvider provider = accounts.provider(timer.scope());
        if (provider == null) {
            wiring.metrics().skipped("timer-of-unknown-scope");
            timers.set(timer, now.plus(FailedTimers.AGAIN_AFTER));
            return;
        }
        try {
            decide(timer.scope(), provider, new Input.TimerFired(timer));
            failedTimers.succeeded(timer);
        } catch (BugException bug) {
            if (failedTimers.failed(timer)) {
                timers.set(timer, now.plus(FailedTimers.AGAIN_AFTER));
            }
            byte[] bytes = wiring.contracts().journal().encode(Tables.TIMERS, timer);
            var record = new Record<>(timer.scope().text().getBytes(UTF_8), bytes, now.toEpochMilli());
            putAside("timer", record, tell(timer.scope(), bug));
        }
    }

    private void decide(Scope scope, ComputeProvider provider, Input input) throws BugException {
        var decided = decisions.decide(scope, provider, input);
        decided.records().forEach(this::forward);
        for (Output output : decided.outputs()) {
            if (output instanceof Output.TimerSet set) {
                timers.set(set.timer());
            }
        }
    }

    /** Tells of a bug that kept back what is nobody's command. */
    private Failure tell(Scope scope, BugException bug) {
        Failure failure = PutAside.bug(bug.bug(), EffectLeft.UNKNOWN)
                .about(null, ResourceName.findings(scope).text());
        forward(Outgoing.to(Sink.ERRORS, wiring.wire().error(new Output.Error(failure, now(), null), scope)));
        return failure;
    }

    private void putAside(String what, Record<byte[], byte[]> record, Failure reason) {
        wiring.metrics().parked(what, reason.code());
        int partition = context.taskId().partition();
        long offset = context.recordMetadata().map(RecordMetadata::offset).orElse(-1L);
        LOG.errorf(
                "put aside %s topic=%s partition=%d offset=%d code=%s: %s",
                what, topic(), partition, offset, reason.code(), reason.message());
        var incoming = PutAside.incoming(topic(), record, now());
        forward(Outgoing.to(Sink.DEAD_LETTERS, wiring.deadLetters().of(incoming, reason, partition, offset)));
    }

    private void forward(Outgoing outgoing) {
        context.forward(outgoing.toRecord(now().toEpochMilli()), outgoing.sink().of(ScopeStage.NAME));
    }

    private String topic() {
        return context.recordMetadata().map(RecordMetadata::topic).orElse("timers");
    }

    private Instant now() {
        return wiring.clock().instant();
    }
}
