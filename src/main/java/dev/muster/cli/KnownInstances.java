package dev.muster.cli;

import dev.muster.cli.kafka.TopicReader;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.ResourceName;
import dev.muster.wire.binding.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the state topic says of all instances at this moment. */
final class KnownInstances {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}$");

    private KnownInstances() {}

    /** Of the tenant; by account, region and name, where trainer-2 comes before trainer-10. */
    static List<InstanceSnapshot> read(Session session) {
        Map<String, byte[]> latest = new HashMap<>();
        try (var reader =
                TopicReader.open(session.settings(), session.settings().topic("state"))) {
            reader.readToEnd(record -> {
                if (record.key() != null) {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        latest.remove(key);
                    } else {
                        latest.put(key, record.value());
                    }
                }
            });
        }
        return sorted(session, latest.values());
    }

    private static List<InstanceSnapshot> sorted(Session session, Collection<byte[]> values) {
        var codec = session.contracts().snapshots();
        var found = new ArrayList<InstanceSnapshot>();
        int unreadable = 0;
        for (byte[] value : values) {
            try {
                found.add(codec.decode(value));
            } catch (UndecodableException e) {
                unreadable++;
            }
        }
        if (unreadable > 0) {
            session.remark(unreadable + " snapshots cannot be read: the service is newer than this client");
        }
        found.removeIf(each ->
                !each.resource().scope().tenant().equals(session.settings().tenant()));
        found.sort(Comparator.comparing(InstanceSnapshot::resource, BY_NAME));
        return found;
    }

    /** Numbers at the end compare as numbers. */
    private static final Comparator<ResourceName> BY_NAME = Comparator.comparing(
                    (ResourceName name) -> name.scope().text())
            .thenComparing(name -> NUMBER.matcher(name.id()).replaceFirst(""))
            .thenComparingLong(name -> {
                var number = NUMBER.matcher(name.id());
                return number.find() ? Long.parseLong(number.group()) : -1;
            });
}
