package dev.muster.wire.binding;

import dev.muster.wire.binding.Violations.Rule;
import java.util.UUID;

/** UUIDs as text: 8-4-4-4-12 hex digits. The JDK takes more texts, and two texts for one id are one too many. */
final class UuidText {
    static final Node NODE = new MappedNode(PlainNode.TEXT, Object::toString, UuidText::parse, Rule.FORMAT);

    private static final String FORM = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    private UuidText() {}

    private static Object parse(Object text) {
        String given = (String) text;
        if (isUuid(given)) {
            return UUID.fromString(given);
        }
        throw new IllegalArgumentException("must be a UUID");
    }

    private static boolean isUuid(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (FORM.charAt(i) == '-' ? text.charAt(i) != '-' : !isHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
