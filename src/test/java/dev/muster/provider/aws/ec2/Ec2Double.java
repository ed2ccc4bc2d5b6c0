package dev.muster.provider.aws.ec2;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/**
 * EC2 as far as its wire tells: speaks the Query protocol on a loopback socket, so that the real AWS SDK can be set on
 * it, and keeps to EC2's rules of tokens, capacity, visibility and throttling. Regions come to be when first named.
 *
 * <p>A test turns {@link #knobs}, sets {@link #faults} and lets things happen in a {@link #region}; another process
 * does the same through {@link Control}.
 */
public final class Ec2Double implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final DoubleClock clock;
    private final Knobs knobs = new Knobs();
    private final Faults faults = new Faults();
    private final CallLog log = new CallLog();
    private final Ids ids = new Ids();
    private final SortedMap<String, CloudRegion> regions = new ConcurrentSkipListMap<>();
    private final Control control = new Control(this);
    private final Vertx vertx;
    private final HttpServer server;

    private Ec2Double(DoubleClock clock, int port) {
        this.clock = clock;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        // Without the upgrade to HTTP/2, on which Java's own client hangs when it sends a body.
        this.server = vertx.createHttpServer(
                        new HttpServerOptions().setAcceptBacklog(1024).setHttp2ClearTextEnabled(false))
                .requestHandler(this::receive);
        await(server.listen(port, LOOPBACK));
    }

    /** On any free port. */
    public static Ec2Double start(DoubleClock clock) {
        return new Ec2Double(clock, 0);
    }

    /**
     * Runs alone: prints its port as the only line, and serves until the process ends. Its clock runs.
     *
     * @param args the port; none or 0 for any
     */
    public static void main(String[] args) {
        var cloud = new Ec2Double(DoubleClock.running(), args.length == 0 ? 0 : Integer.parseInt(args[0]));
        System.out.println(cloud.endpoint().getPort());
    }

    public URI endpoint() {
        return URI.create("http://" + LOOPBACK + ":" + server.actualPort());
    }

    public DoubleClock clock() {
        return clock;
    }

    public Knobs knobs() {
        return knobs;
    }

    public Faults faults() {
        return faults;
    }

    public CallLog log() {
        return log;
    }

    public CloudRegion region(String name) {
        return regions.computeIfAbsent(name, absent -> new CloudRegion(absent, knobs, clock, ids));
    }

    /** All instances of all regions. */
    public List<InstanceView> instances() {
        return regions.values().stream()
                .flatMap(region -> region.instances().stream())
                .toList();
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void receive(HttpServerRequest http) {
        http.body().onSuccess(body -> serve(http, body));
    }

    private void serve(HttpServerRequest http, Buffer body) {
        if (http.path().startsWith(Control.PREFIX)) {
            control.serve(http, body.toString());
        } else {
            new Call(this, vertx, http, Form.parse(body.toString())).serve();
        }
    }

    private static void await(io.vertx.core.Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the EC2 double could not start or stop", e);
        }
    }
}
