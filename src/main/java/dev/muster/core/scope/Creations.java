package dev.muster.core.scope;

import dev.muster.core.Identifiers;
import dev.muster.core.admission.Refusals;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.CommandRecord;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Creation;
import dev.muster.core.state.Instance.Waiting;
import dev.muster.core.state.LaunchEntry;
import dev.muster.core.state.Member;
import dev.muster.model.Command.CreateInstance;
import dev.muster.model.Event;
import dev.muster.model.Event.Cause;
import dev.muster.model.InstanceSnapshot.Desired;
import dev.muster.model.InstanceSnapshot.Power;
import dev.muster.model.InstanceTypeKey;
import dev.muster.model.LaunchTemplate;
import dev.muster.model.LifecycleState;
import dev.muster.model.ResourceName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Journals wanted instances and queues their launch. A name is an idempotency key, too: what is there already counts. */
final class Creations {
    private Creations() {}

    static void onCreate(Turn turn, CommandRecord record, CreateInstance create) {
        String digest = CandidatePlan.specDigest(create);
        var missing = new ArrayList<Integer>();
        for (int index = 0; index < create.instances(); index++) {
            Instance there = turn.instance(create.idOf(index));
            if (there != null && there.isGone()) {
                there = null;
            }
            long version = there == null ? 0 : there.version();
            if (create.expectedVersion() != null && create.expectedVersion() != version) {
                Intake.refuse(turn, record, Refusals.staleVersion(version));
                return;
            }
            if (there != null && (there.ending() != null || !there.specDigest().equals(digest))) {
                Intake.refuse(turn, record, Refusals.alreadyExists(create.idOf(index)));
                return;
            }
            if (there == null) {
                missing.add(index);
            }
        }
        Intake.accept(turn, record);
        if (create.dryRun() || missing.isEmpty()) {
            Answers.answer(turn, record, create.dryRun());
            return;
        }
        turn.put(
                Tables.COMMANDS,
                record.commandId(),
                Records.progressed(record, missing.size(), record.failures(), null));
        if (record.deadline() != null) {
            turn.timer(Timers.command(record.commandId()), record.deadline());
        }
        request(turn, record, create, digest, missing);
    }

    private static void request(
            Turn turn, CommandRecord record, CreateInstance create, String digest, List<Integer> missing) {
        LaunchTemplate template = CandidatePlan.template(create, turn.profile);
        var desired = desired(turn, record, create);
        var projection = CandidatePlan.projection(create, turn.profile);
        var members = new ArrayList<Member>(missing.size());
        for (int index : missing) {
            ResourceName resource = ResourceName.instance(turn.scope, create.idOf(index));
            Instance before = turn.instance(resource.id());
            var instance = new Instance(
                    resource,
                    before == null ? 1 : before.generation() + 1,
                    before == null ? 1 : before.version() + 1,
                    before == null ? 1 : before.sequence() + 1,
                    LifecycleState.REQUESTED,
                    null,
                    null,
                    desired,
                    digest,
                    new Waiting(0),
                    null,
                    new Creation(record.commandId(), index, null),
                    List.of(),
                    create.expiresAfter(),
                    projection,
                    record.traceparent(),
                    turn.now);
            turn.save(instance);
            turn.tell(requested(turn, record, before, instance));
            members.add(new Member(resource.id(), instance.generation(), null));
        }
        LaunchQueue.add(
                turn,
                new LaunchEntry(
                        template, members, 0, 0, turn.now, turn.now, record.deadline(), "", record.traceparent()));
    }

    private static Event requested(Turn turn, CommandRecord record, @Nullable Instance before, Instance instance) {
        var head = new Event.Head(
                instance.resource(), instance.sequence(), turn.now, record.commandId(), record.traceparent());
        return new Event.InstanceChanged(
                head,
                before == null ? null : before.lifecycle(),
                LifecycleState.REQUESTED,
                instance.version(),
                instance.generation(),
                Cause.COMMAND,
                null,
                null,
                null,
                instance.projection());
    }

    private static Desired desired(Turn turn, CommandRecord record, CreateInstance create) {
        List<InstanceTypeKey> types = create.types().stream()
                .map(wish -> wish.keyOf(turn.profile.provider()))
                .toList();
        return new Desired(
                Power.RUNNING,
                types,
                create.markets(),
                create.zones(),
                create.image(),
                create.tags(),
                null,
                record.commandId());
    }

    /** The lane of launches that may share a call. */
    static String lane(LaunchEntry entry) {
        String deadline =
                entry.deadline() == null ? "-" : Long.toString(entry.deadline().toEpochMilli());
        String text = String.join(
                "|",
                CandidatePlan.canonical(entry.template()),
                Integer.toString(entry.candidate()),
                Integer.toString(entry.round()),
                deadline,
                entry.split());
        return Identifiers.token(text).substring(0, 26);
    }
}
