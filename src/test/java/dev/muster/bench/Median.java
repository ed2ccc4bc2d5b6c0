package dev.muster.bench;

import java.util.Arrays;
import java.util.Collection;

/** Order statistics. */
final class Median {
    private Median() {}

    static double of(Collection<Double> values) {
        return percentile(values.stream().mapToDouble(Double::doubleValue).toArray(), 0.5);
    }

    /** @param share 0 to 1; the value that so large a share of all values does not exceed */
    static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int at = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, at)];
    }
}
