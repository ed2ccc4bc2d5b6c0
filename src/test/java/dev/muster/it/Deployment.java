package dev.muster.it;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one service is set up: what an operator would write, less what a test need not say. The same deployment started twice
 * is the same node on the same state directory.
 *
 * @param name of the node and of its log file
 * @param home its working directory
 * @param settings system properties of the process
 */
record Deployment(String name, Path home, String bootstrapServers, Map<String, String> settings) {
    static final String SANDBOX = "sandbox";
    static final String LAMBDA = "sandbox-lambda";
    static final String AWS = "aws-prod";

    Deployment {
        settings = Map.copyOf(settings);
    }

    /** Without an account, which is nothing to be started with. */
    static Deployment of(String name, Path home, String bootstrapServers) {
        var settings = Map.of(
                "quarkus.http.host", "127.0.0.1",
                "quarkus.http.port", "0",
                "quarkus.otel.sdk.disabled", "true",
                "muster.engine.node", name,
                "muster.engine.state-directory", home.resolve("state").toString(),
                "muster.topics.mode", "create",
                "muster.topics.profile", "dev");
        return new Deployment(name, home, bootstrapServers, settings);
    }

    Deployment with(String setting, String value) {
        var more = new TreeMap<>(settings);
        more.put(setting, value);
        return new Deployment(name, home, bootstrapServers, more);
    }

    /** The same node, sent elsewhere for its broker. */
    Deployment on(String otherServers) {
        return new Deployment(name, home, otherServers, settings);
    }

    /** A cloud of its own with EC2's manners; it outlives the process in a file. */
    Deployment withSandbox() {
        return withSandbox(SANDBOX).with(setting(SANDBOX, "profile"), "ec2-like");
    }

    /** A cloud of its own with the manners of one that has no client tokens and cannot stop a machine. */
    Deployment withLambda() {
        return withSandbox(LAMBDA).with(setting(LAMBDA, "profile"), "lambda-like");
    }

    private Deployment withSandbox(String id) {
        return account(id, "sandbox", "sandbox-1")
                .with(setting(id, "stateFile"), home.resolve(id).toString())
                .with(setting(id, "bootDelay"), "0.2s..0.6s")
                .with(setting(id, "stopDelay"), "0.1s..0.3s")
                .with(setting(id, "terminateDelay"), "0.1s..0.3s");
    }

    /** EC2's own adapter and SDK, sent to an endpoint that is none of Amazon's. */
    Deployment withAws(URI endpoint) {
        return account(AWS, "aws", "us-east-1")
                .with(setting(AWS, "zones"), "us-east-1a=use1-az1,us-east-1b=use1-az2")
                .with(setting(AWS, "endpoint"), endpoint.toString())
                .with("aws.accessKeyId", "AKIDEXAMPLE")
                .with("aws.secretAccessKey", "example-of-a-secret");
    }

    Deployment account(String id, String provider, String regions) {
        return with("muster.accounts." + id + ".provider", provider)
                .with("muster.accounts." + id + ".regions", regions);
    }

    private static String setting(String account, String name) {
        return "muster.accounts." + account + ".settings." + name;
    }
}
