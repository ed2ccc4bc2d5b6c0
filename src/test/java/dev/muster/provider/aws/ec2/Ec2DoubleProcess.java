package dev.muster.provider.aws.ec2;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A double in a JVM of its own, on this JVM's class path: it outlives whatever a kill test kills. */
public final class Ec2DoubleProcess implements AutoCloseable {
    private final Process process;
    private final Ec2DoubleRemote remote;

    private Ec2DoubleProcess(Process process, Ec2DoubleRemote remote) {
        this.process = process;
        this.remote = remote;
    }

    public static Ec2DoubleProcess start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ec2Double.class.getName(),
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // Or it would outlive a test run that is cut short.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader output = process.inputReader();
        String port = output.readLine();
        if (port == null) throw new IOException("the double ended before it told its port");
        return new Ec2DoubleProcess(process, new Ec2DoubleRemote(URI.create("http://127.0.0.1:" + port)));
    }

    public Ec2DoubleRemote remote() {
        return remote;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
