package dev.muster.provider.aws;

import dev.muster.model.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The tags by which we know our own machines and volumes again. Set in the call that makes them, never later. */
final class SystemTags {
    static final String PREFIX = "muster:";
    static final String DEPLOYMENT = PREFIX + "deployment";
    static final String TENANT = PREFIX + "tenant";
    static final String BATCH = PREFIX + "batch";
    static final int COUNT = 3;

    private SystemTags() {}

    /** The user's tags and ours; of two with one key, ours. */
    static List<Tag> of(Call.Launch call) {
        var all = new TreeMap<>(call.template().tags());
        all.put(DEPLOYMENT, call.ownership().deploymentId());
        all.put(TENANT, call.ownership().tenant());
        all.put(BATCH, call.findKey());
        var tags = new ArrayList<Tag>();
        for (Map.Entry<String, String> tag : all.entrySet()) {
            tags.add(Tag.builder().key(tag.getKey()).value(tag.getValue()).build());
        }
        return tags;
    }
}
