package dev.muster.provider.aws.ec2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;

/**
 * The double's controls over HTTP, for tests in another process: {@code GET} answers JSON, {@code POST} takes a form.
 * Times are in milliseconds.
 *
 * <pre>
 * GET  /_double/state        {now, held, instances: [InstanceView…]}
 * GET  /_double/counters     {received, executed, refused, throttled}
 * POST /_double/knobs        any of the names in {@link ControlKnobs}
 * POST /_double/clock        advanceMs
 * POST /_double/capacity     region, type, zone, market (ON_DEMAND), instances
 * POST /_double/quota        region, market (ON_DEMAND), vcpus
 * POST /_double/subnet       region, id, zone, addressesMax
 * POST /_double/bucket       region, name, size, refillPerSecond
 * POST /_double/fault        kind, action (*), and calls (1) or probability and seed; delayMs; code, status, message
 * POST /_double/clear        ends all faults
 * POST /_double/release      lets go of everything held
 * POST /_double/befall       region, id, what: interrupt, failHost, terminate, stop, shutDown, vanish, impair, repair
 * </pre>
 */
final class Control {
    static final String PREFIX = "/_double/";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Ec2Double cloud;

    Control(Ec2Double cloud) {
        this.cloud = cloud;
    }

    void serve(HttpServerRequest http, String body) {
        int status = 200;
        Object answer;
        try {
            answer = answer(http.path().substring(PREFIX.length()), Form.parse(body));
        } catch (RuntimeException e) {
            status = 400;
            answer = Map.of("error", String.valueOf(e.getMessage()));
        }
        http.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(json(answer));
    }

    private Object answer(String path, Form form) {
        return switch (path) {
            case "state" ->
                Map.of(
                        "now", cloud.clock().instant(),
                        "held", cloud.faults().held(),
                        "instances", cloud.instances());
            case "counters" -> cloud.log().counters();
            default -> {
                change(path, form);
                yield Map.of("done", path);
            }
        };
    }

    private void change(String path, Form form) {
        switch (path) {
            case "knobs" -> ControlKnobs.turn(cloud.knobs(), form);
            case "clock" -> cloud.clock().advance(Duration.ofMillis(form.whole("advanceMs")));
            case "capacity" ->
                region(form)
                        .capacity(form.required("type"), form.required("zone"), market(form), form.whole("instances"));
            case "quota" -> region(form).vcpuQuota(market(form), form.whole("vcpus"));
            case "subnet" ->
                region(form).addSubnet(form.required("id"), form.required("zone"), form.whole("addressesMax"));
            case "bucket" ->
                region(form)
                        .throttle()
                        .bucket(form.required("name"), form.decimal("size"), form.decimal("refillPerSecond"));
            case "fault" -> ControlFaults.add(cloud.faults(), form);
            case "clear" -> cloud.faults().clear();
            case "release" -> cloud.faults().release();
            case "befall" -> befall(region(form), form.required("id"), form.required("what"));
            default -> throw new IllegalArgumentException("no such control: " + path);
        }
    }

    private static void befall(CloudRegion region, String id, String what) {
        switch (what) {
            case "interrupt" -> region.interrupt(id);
            case "failHost" -> region.failHost(id);
            case "terminate" -> region.terminateOutside(id);
            case "stop" -> region.stopOutside(id);
            case "shutDown" -> region.shutDownInside(id);
            case "vanish" -> region.vanish(id);
            case "impair" -> region.impair(id, true);
            case "repair" -> region.impair(id, false);
            default -> throw new IllegalArgumentException("nothing befalls as: " + what);
        }
    }

    private CloudRegion region(Form form) {
        return cloud.region(form.required("region"));
    }

    private static Market market(Form form) {
        return form.text("market").map(Market::valueOf).orElse(Market.ON_DEMAND);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
