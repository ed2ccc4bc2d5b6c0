package dev.muster.provider.aws.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** The controls of a double in another process; {@link Control} lists them. */
public final class Ec2DoubleRemote {
    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;

    public Ec2DoubleRemote(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Of the double's EC2 API. */
    public URI endpoint() {
        return endpoint;
    }

    public JsonNode state() {
        return send(HttpRequest.newBuilder(control("state")).build());
    }

    public JsonNode counters() {
        return send(HttpRequest.newBuilder(control("counters")).build());
    }

    /** Fails with the double's words if it refuses. */
    public void post(String control, String form) {
        send(HttpRequest.newBuilder(control(control))
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private URI control(String path) {
        return endpoint.resolve(Control.PREFIX + path);
    }

    private JsonNode send(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200) return json.readTree(answer.body());
            throw new IllegalArgumentException(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
