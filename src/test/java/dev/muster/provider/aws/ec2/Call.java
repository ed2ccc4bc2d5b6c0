package dev.muster.provider.aws.ec2;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.UUID;

/** One EC2 call on its connection, with the ways it can go on. */
final class Call {
    private final Ec2Double cloud;
    private final Vertx vertx;
    private final HttpServerRequest http;
    private final Form form;
    private final String requestId = UUID.randomUUID().toString();

    Call(Ec2Double cloud, Vertx vertx, HttpServerRequest http, Form form) {
        this.cloud = cloud;
        this.vertx = vertx;
        this.http = http;
        this.form = form;
    }

    void serve() {
        cloud.log().keep(action(), form);
        cloud.faults().take(action()).ifPresentOrElse(fault -> fault.play(this), () -> answer(execute()));
    }

    /** Takes effect, now. */
    Reply execute() {
        try {
            Credential credential = Credential.of(http.getHeader("Authorization"));
            credential.check(cloud.knobs());
            String body = cloud.region(credential.region()).answer(action(), form, requestId);
            cloud.log().countExecuted(action());
            return Reply.ok(body);
        } catch (Ec2Error e) {
            cloud.log().countRefused(e.code());
            return errorReply(e);
        } catch (RuntimeException e) {
            // A bug of the double, not a fault it plays: no retry may paper over it.
            e.printStackTrace();
            return errorReply(new Ec2Error("DoubleIsBroken", e.toString()));
        }
    }

    Reply errorReply(Ec2Error error) {
        return error.reply(requestId);
    }

    /** Does nothing where the caller is gone. */
    void answer(Reply reply) {
        var response = http.response();
        if (response.closed()) return;
        if (reply.last()) response.putHeader("Connection", "close");
        response.setStatusCode(reply.status())
                .putHeader("Content-Type", "text/xml;charset=UTF-8")
                .putHeader("x-amzn-RequestId", requestId)
                .end(reply.body());
    }

    void drop() {
        http.connection().close();
    }

    void later(Duration delay, Runnable rest) {
        vertx.setTimer(Math.max(1, delay.toMillis()), timer -> rest.run());
    }

    void hold(Runnable rest) {
        cloud.faults().hold(rest);
    }

    private String action() {
        return form.text("Action").orElse("(none)");
    }
}
