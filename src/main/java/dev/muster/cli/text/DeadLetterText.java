package dev.muster.cli.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A dead letter for a person. */
public final class DeadLetterText {
    /** How many bytes of the value are shown. */
    public static final int HEAD_BYTES = 32;

    private DeadLetterText() {}

    /**
     * What is known of a dead letter.
     *
     * @param source topic/partition/offset it came from
     * @param reason one sentence
     * @param sizeBytes of the value as it came, which may be more than was kept
     * @param head its first bytes, at most {@link #HEAD_BYTES}
     */
    @SuppressWarnings("ArrayRecordComponent") // Shown, never compared.
    public record Letter(Instant at, String source, String key, String reason, long sizeBytes, byte[] head) {
        public String headHex() {
            return HexFormat.of().formatHex(head);
        }
    }

    public static List<String> lines(Letter letter, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add(Plain.time(letter.at(), zone) + "  " + Plain.safe(letter.reason()));
        lines.add("  from  " + Plain.safe(letter.source())
                + (letter.key().isEmpty() ? "" : ", key " + Plain.safe(letter.key())));
        lines.add("  size  " + letter.sizeBytes() + " bytes");
        if (letter.head().length > 0) {
            boolean cut = letter.sizeBytes() > letter.head().length;
            lines.add("  head  " + HexFormat.ofDelimiter(" ").formatHex(letter.head()) + (cut ? " ..." : ""));
            lines.add("        " + readable(letter.head()));
        }
        return lines;
    }

    /** A dot for whatever is not printable ASCII. */
    private static String readable(byte[] bytes) {
        var text = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            text.setCharAt(i, c >= ' ' && c < 0x7f ? c : '.');
        }
        return text.toString();
    }
}
