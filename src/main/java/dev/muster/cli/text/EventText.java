package dev.muster.cli.text;

import dev.muster.model.Event;
import dev.muster.model.Event.CapacityUnavailable;
import dev.muster.model.Event.CommandAccepted;
import dev.muster.model.Event.CommandSucceeded;
import dev.muster.model.Event.DuplicateInstanceFound;
import dev.muster.model.Event.InstanceAnomalyFound;
import dev.muster.model.Event.InstanceChanged;
import dev.muster.model.Event.InstanceInterruptionNotice;
import dev.muster.model.Event.OrphanInstanceFound;
import dev.muster.model.ResourceName;
import java.time.ZoneId;
import java.util.Locale;

/** An event in one line. */
public final class EventText {
    private EventText() {}

    /** With its time, whom it is about, and its number there. */
    public static String line(Event event, ZoneId zone) {
        var head = event.head();
        ResourceName about = head.resource();
        return Plain.time(head.at(), zone) + "  " + about.scope().account() + "/"
                + about.scope().region() + " " + Table.padded(about.id() + " #" + head.sequence(), 20) + "  "
                + what(event);
    }

    /** What happened, without when and to whom. */
    public static String what(Event event) {
        if (event instanceof InstanceChanged changed) return changed(changed);
        if (event instanceof CommandAccepted accepted) {
            return verb(accepted.verb()) + " accepted for "
                    + instances(accepted.resources().size());
        }
        if (event instanceof CommandSucceeded succeeded) {
            return verb(succeeded.verb()) + " succeeded for "
                    + instances(succeeded.items().size()) + (succeeded.dryRun() ? " (dry run)" : "");
        }
        if (event instanceof CapacityUnavailable full) {
            return "no capacity for " + Plain.safe(full.offering()) + " (" + Plain.safe(full.providerCode())
                    + "), avoided until " + full.avoidedUntil();
        }
        if (event instanceof InstanceInterruptionNotice notice) {
            return Plain.safe(notice.providerId()) + " will be taken back at " + notice.interruptAt();
        }
        if (event instanceof DuplicateInstanceFound found) {
            return "duplicate " + Plain.safe(found.providerId()) + " is being ended; kept "
                    + Plain.safe(found.keptProviderId());
        }
        if (event instanceof InstanceAnomalyFound found) {
            return "anomaly " + Plain.safe(found.providerId()) + " (" + Plain.safe(found.rawState()) + "): "
                    + Plain.safe(found.what());
        }
        if (event instanceof OrphanInstanceFound found) {
            return "orphan " + Plain.safe(found.providerId()) + " (" + Plain.safe(found.rawState()) + "): "
                    + found.handling();
        }
        throw new IllegalArgumentException("no text for " + event.getClass().getName());
    }

    private static String changed(InstanceChanged changed) {
        var text = new StringBuilder();
        if (changed.from() != null && changed.from() != changed.to()) {
            text.append(changed.from()).append(" -> ");
        }
        text.append(changed.to());
        if (changed.reason() != null) {
            text.append(" (").append(changed.reason()).append(')');
        }
        if (changed.identity() != null) {
            text.append("  ").append(Plain.safe(changed.identity().providerId()));
        }
        var observed = changed.observed();
        if (observed != null && observed.privateIp() != null) {
            text.append("  ").append(Plain.safe(observed.privateIp()));
        }
        if (observed != null && observed.publicIp() != null) {
            text.append("  ").append(Plain.safe(observed.publicIp()));
        }
        return text.toString();
    }

    private static String verb(Enum<?> verb) {
        return verb.name().toLowerCase(Locale.ROOT);
    }

    private static String instances(int count) {
        return count == 1 ? "1 instance" : count + " instances";
    }
}
