package dev.muster.model;

/** The look of a name. By hand: names are made anew for every record, and a pattern took a tenth of an event's time. */
final class NameText {
    private NameText() {}

    /** Whether it is 1 to {@code lengthMax} ASCII letters, digits and {@code others}, and begins with none of the others. */
    static boolean isName(String text, int lengthMax, String others) {
        if (text.isEmpty() || text.length() > lengthMax || !isAlphanumeric(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
    }
}
