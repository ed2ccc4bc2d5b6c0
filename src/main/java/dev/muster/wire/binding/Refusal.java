package dev.muster.wire.binding;

import org.jspecify.annotations.Nullable;

/** Why a constructor or a parser refused, in words that are safe to show. */
final class Refusal {
    /** Text shorter than this is too common in any sentence to tell whether the sentence quotes it. */
    private static final int QUOTE_CHARS_MIN = 4;

    private Refusal() {}

    /**
     * The model's own sentence, unless it quotes what was sent: then a general one. JDK parsers quote their
     * input ("For input string: …"), and the input may be a secret.
     */
    static String reason(RuntimeException refusal, @Nullable Object... given) {
        String message = refusal.getMessage();
        if (!(refusal instanceof IllegalArgumentException) || message == null || message.isBlank()) {
            return "is not acceptable";
        }
        if (refusal instanceof NumberFormatException) {
            return "is not a number in range";
        }
        for (Object value : given) {
            if (value instanceof String text && text.length() >= QUOTE_CHARS_MIN && message.contains(text)) {
                return "is not acceptable";
            }
        }
        return message;
    }
}
