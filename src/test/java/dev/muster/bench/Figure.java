package dev.muster.bench;

import java.util.List;
import java.util.Locale;

/**
 * One line of the result.
 *
 * @param what was measured, with its unit
 * @param target empty for a figure that stands beside another, to read it by
 * @param figure as measured
 * @param verdict met, missed, or empty where there is no target
 */
record Figure(String what, String target, String figure, String verdict) {
    static Figure beside(String what, String format, Object... values) {
        return new Figure(what, "", String.format(Locale.ROOT, format, values), "");
    }

    static Figure atLeast(String what, double target, double measured, String unit) {
        return judged(what, ">= " + number(target) + unit, measured, unit, measured >= target);
    }

    static Figure atMost(String what, double target, double measured, String unit) {
        return judged(what, "<= " + number(target) + unit, measured, unit, measured <= target);
    }

    private static Figure judged(String what, String target, double measured, String unit, boolean met) {
        return new Figure(what, target, number(measured) + unit, met ? "met" : "MISSED");
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value) || value >= 100;
        return String.format(Locale.ROOT, whole ? "%,.0f" : value < 10 ? "%.2f" : "%.1f", value);
    }

    /** As a Markdown table. */
    static String table(List<Figure> figures) {
        var text = new StringBuilder("| measured | target | figure | |\n|---|---|---|---|\n");
        for (Figure one : figures) {
            text.append(String.format("| %s | %s | %s | %s |%n", one.what, one.target, one.figure, one.verdict));
        }
        return text.toString();
    }
}
