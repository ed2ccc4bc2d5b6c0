package dev.muster.core.scope;

import dev.muster.core.instance.InstanceInput;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.CommandRecord;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Creation;
import dev.muster.core.state.Instance.Waiting;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.TerminationReason;
import dev.muster.model.Verb;

/** What happens when a command's deadline or an instance's time to live has passed. */
final class Deadlines {
    private Deadlines() {}

    static void onCommand(Turn turn, String commandId) {
        CommandRecord record = turn.get(Tables.COMMANDS, commandId);
        if (record == null || record.isAnswered()) {
            return;
        }
        for (int index = 0; index < record.instances(); index++) {
            Instance instance = turn.instance(record.idOf(index));
            if (instance == null) {
                continue;
            }
            if (record.verb() == Verb.CREATE) {
                giveUpCreation(turn, commandId, instance);
            } else {
                Instances.apply(turn, instance, new InstanceInput.PatienceChecked());
            }
        }
    }

    /** What was not launched is dropped; what does not run yet is ended; what runs stays. */
    private static void giveUpCreation(Turn turn, String commandId, Instance instance) {
        Creation creation = instance.creation();
        if (creation == null || !creation.commandId().equals(commandId)) {
            return;
        }
        if (instance.phase() instanceof Waiting) {
            Instances.apply(turn, instance, new InstanceInput.LaunchGivenUp(late(EffectLeft.NONE)));
        } else {
            var end = new InstanceInput.EndDecided(TerminationReason.COMPENSATION, late(EffectLeft.PARTIAL));
            Instances.apply(turn, instance, end);
        }
    }

    static void onLifetime(Turn turn, String instanceId) {
        Instance instance = turn.instance(instanceId);
        if (instance != null
                && instance.desired().expiresAt() != null
                && !instance.desired().expiresAt().isAfter(turn.now)) {
            Instances.apply(turn, instance, new InstanceInput.EndDecided(TerminationReason.EXPIRED, null));
        }
    }

    private static Failure late(EffectLeft left) {
        return Failure.ours(
                Category.TIMEOUT,
                "DEADLINE_EXCEEDED",
                "The deadline passed before the instance ran; what was made of it is being ended.",
                left,
                Advice.REPLAY);
    }
}
