package dev.muster.provider.aws.ec2;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was asked and what came of it, counted. Thread-safe. */
public final class CallLog {
    private static final int REQUESTS_KEPT_MAX = 1000;

    private final Map<String, Integer> received = new TreeMap<>();
    private final Map<String, Integer> executed = new TreeMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private final Deque<Form> requests = new ArrayDeque<>();

    /** All of it, as the control endpoint tells it. */
    public record Counters(
            Map<String, Integer> received,
            Map<String, Integer> executed,
            Map<String, Integer> refused,
            int throttled) {}

    /** Calls of an action that reached the double, whatever became of them. */
    public synchronized int received(String action) {
        return received.getOrDefault(action, 0);
    }

    /** Calls of an action that took effect, whether or not the caller was told. */
    public synchronized int executed(String action) {
        return executed.getOrDefault(action, 0);
    }

    /** Calls refused with this error code by EC2's rules; faults on request do not count. */
    public synchronized int refused(String errorCode) {
        return refused.getOrDefault(errorCode, 0);
    }

    public int throttled() {
        return refused("RequestLimitExceeded");
    }

    /** The parameters of the latest calls of an action, oldest first; of all actions, the last 1,000 are kept. */
    public synchronized List<Form> requests(String action) {
        return requests.stream()
                .filter(form -> action.equals(form.values().get("Action")))
                .toList();
    }

    public synchronized Counters counters() {
        return new Counters(Map.copyOf(received), Map.copyOf(executed), Map.copyOf(refused), throttled());
    }

    synchronized void keep(String action, Form form) {
        received.merge(action, 1, Integer::sum);
        requests.add(form);
        if (requests.size() > REQUESTS_KEPT_MAX) requests.remove();
    }

    synchronized void countExecuted(String action) {
        executed.merge(action, 1, Integer::sum);
    }

    synchronized void countRefused(String errorCode) {
        refused.merge(errorCode, 1, Integer::sum);
    }
}
