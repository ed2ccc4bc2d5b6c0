package dev.muster.house;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The rules of the house for any text in the tree, by line. */
final class TextRules {
    // In two halves, or this file would break its own rule.
    private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern HOME_OF_SOMEONE =
            Pattern.compile("(?<![\\w.}])/(home|Users)/\\w|(?<![\\w.}])/ro" + "ot/|\\b[A-Z]:\\\\\\\\?Users");

    private TextRules() {}

    static List<String> check(String path, String text, List<String> pathsOfThisMachine) {
        var findings = new ArrayList<String>();
        find(path, text, line -> LEFT_FOR_LATER.matcher(line).find(), "do it, or write an issue", findings);
        find(
                path,
                text,
                line -> HOME_OF_SOMEONE.matcher(line).find()
                        || pathsOfThisMachine.stream().anyMatch(line::contains),
                "a path of one machine",
                findings);
        return findings;
    }

    private static void find(String path, String text, Predicate<String> bad, String why, List<String> findings) {
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (bad.test(lines.get(i))) {
                findings.add(
                        path + ":" + (i + 1) + " " + why + ": " + lines.get(i).strip());
            }
        }
    }
}
