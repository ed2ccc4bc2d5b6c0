package dev.muster.provider.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * A cloud's memory in a file, so that it outlives its process, even one that is killed.
 *
 * <p>One line of JSON a call that changed something; the first line says whose it is. A line is written before the call is
 * answered. A line without its end was never answered for, and is cut off. Each call locks the file and first reads what
 * other processes have added, so several may share one cloud; only their buckets are their own. The file only grows: delete
 * it, with everything that uses it stopped, to begin anew. Nothing is forced to the disk: it outlives the process, not the
 * machine's power.
 */
final class StateFile {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path path;
    private final Header header;
    private final CloudMemory memory;
    private long readUpTo;

    private record Header(int format, String cloud, String profile) {}

    StateFile(Path path, String cloud, SandboxProfile profile, CloudMemory memory) {
        this.path = path;
        this.header = new Header(FORMAT, cloud, profile.name());
        this.memory = memory;
    }

    /** Makes a call while no other process makes one, from the newest state, and keeps what it changed. May block. */
    <T> T exclusively(Supplier<T> call) {
        try (var channel = FileChannel.open(
                        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            catchUp(channel);
            try {
                return call.get();
            } finally {
                CloudMemory.Change change = memory.drain();
                if (change != null) {
                    append(channel, change);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox's state file " + path + " cannot be used", e);
        }
    }

    private void catchUp(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < readUpTo) {
            throw new IOException("it was cut short or deleted while in use");
        }
        if (size > readUpTo) {
            int whole = readLines(channel, size);
            readUpTo += whole;
            channel.truncate(readUpTo);
        }
        if (readUpTo == 0) {
            append(channel, header);
        }
    }

    /** @return how many bytes were whole lines */
    private int readLines(FileChannel channel, long size) throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(size - readUpTo));
        while (bytes.hasRemaining() && channel.read(bytes, readUpTo + bytes.position()) >= 0) {}
        byte[] text = bytes.array();
        int start = 0;
        for (int i = 0; i < bytes.position(); i++) {
            if (text[i] == '\n') {
                take(new String(text, start, i - start, StandardCharsets.UTF_8), readUpTo + start == 0);
                start = i + 1;
            }
        }
        return start;
    }

    private void take(String line, boolean isFirst) {
        try {
            if (!isFirst) {
                memory.recall(JSON.readValue(line, CloudMemory.Change.class));
            } else if (!JSON.readValue(line, Header.class).equals(header)) {
                throw new IllegalArgumentException("setting stateFile: " + path
                        + " is of another cloud or profile; name" + " another file, or delete this one");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "setting stateFile: " + path + " is no sandbox's state; name another file, or delete this one", e);
        }
    }

    private void append(FileChannel channel, Object line) throws IOException {
        var bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        long at = readUpTo;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        readUpTo = at;
    }
}
