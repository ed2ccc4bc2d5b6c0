package dev.muster.core;

import dev.muster.model.Call;
import dev.muster.model.ObservedInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What of a listing must travel back to the core: the rows of those buckets whose digest is not the one the core sent. The
 * counterpart, beside the caller, of the core's own bookkeeping.
 *
 * @param buckets buckets whose rows are here, whole
 */
public record SweepParts(List<Integer> buckets, List<ObservedInstance> rows) {
    public SweepParts {
        buckets = List.copyOf(buckets);
        rows = List.copyOf(rows);
    }

    /**
     * @param rowsMax rows after which a part is closed; a part ends at a bucket's end, so it may hold one bucket more
     * @return at least one part, be it empty
     */
    public static List<SweepParts> of(Call.Sweep sweep, List<ObservedInstance> listing, int rowsMax) {
        var byBucket = new TreeMap<Integer, List<ObservedInstance>>();
        long[] digests = new long[ObservedInstance.BUCKETS];
        for (ObservedInstance row : listing) {
            int bucket = ObservedInstance.bucketOf(row.providerId());
            byBucket.computeIfAbsent(bucket, b -> new ArrayList<>()).add(row);
            digests[bucket] ^= row.digest();
        }
        var parts = new ArrayList<SweepParts>();
        var buckets = new ArrayList<Integer>();
        var rows = new ArrayList<ObservedInstance>();
        for (int bucket = 0; bucket < ObservedInstance.BUCKETS; bucket++) {
            boolean same = bucket < sweep.bucketDigests().size()
                    && sweep.bucketDigests().get(bucket) == digests[bucket];
            if (same) {
                continue;
            }
            buckets.add(bucket);
            rows.addAll(byBucket.getOrDefault(bucket, List.of()));
            if (rows.size() >= rowsMax) {
                parts.add(new SweepParts(buckets, rows));
                buckets.clear();
                rows.clear();
            }
        }
        if (!buckets.isEmpty() || parts.isEmpty()) {
            parts.add(new SweepParts(buckets, rows));
        }
        return parts;
    }
}
