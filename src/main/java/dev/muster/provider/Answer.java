package dev.muster.provider;

import dev.muster.model.ObservedInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider answered.
 *
 * @param rows the machines the answer showed, in no order
 * @param complete whether that is all there was to show
 * @param gone the launch token was spent, and all its machines have ended since
 * @param requestId the provider's id of the (last) request; null if it gave none
 */
public record Answer(
        List<ObservedInstance> rows,
        boolean complete,
        boolean gone,
        @Nullable String requestId) {
    public Answer {
        rows = List.copyOf(rows);
    }

    public static Answer of(List<ObservedInstance> rows, @Nullable String requestId) {
        return new Answer(rows, true, false, requestId);
    }

    public static Answer partial(List<ObservedInstance> rows, @Nullable String requestId) {
        return new Answer(rows, false, false, requestId);
    }

    public static Answer allGone(@Nullable String requestId) {
        return new Answer(List.of(), true, true, requestId);
    }
}
