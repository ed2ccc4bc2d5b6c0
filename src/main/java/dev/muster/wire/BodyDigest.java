package dev.muster.wire;

import dev.muster.core.Identifiers;
import dev.muster.model.Command;
import dev.muster.wire.binding.SingleObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The digest by which a repeated command is told from another one under the same id. Taken from the canonical Avro body of
 * what was decoded, so it is the same whether the command came as Avro, of whatever version, or as JSON.
 *
 * <p>It outlives an upgrade between the first sending and the repetition. New fields of a command are added at its end with
 * a default of one zero byte (null, empty, false, 0), so the zeros at the end do not count. No two commands become alike by
 * that: of two different bodies of one schema neither is the start of the other.
 */
final class BodyDigest {
    private BodyDigest() {}

    static String of(SingleObject<Command> codec, Command command) {
        byte[] body = codec.binding().encode(command, new byte[0]);
        int end = body.length;
        while (end > 0 && body[end - 1] == 0) {
            end--;
        }
        var text = new ByteArrayOutputStream();
        text.writeBytes(command.getClass().getSimpleName().getBytes(StandardCharsets.UTF_8));
        text.write(0);
        text.write(body, 0, end);
        return Identifiers.sha256Hex(text.toByteArray());
    }
}
