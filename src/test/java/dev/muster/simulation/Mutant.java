package dev.muster.simulation;

/**
 * A deliberate bug in the core, as a change of its source text. The text must be there: a mutant that no longer applies is
 * a failure of the test, not a pass.
 */
@SuppressWarnings("StringConcatToTextBlock") // Source text, in which every line break counts.
enum Mutant {
    TOKEN_PER_ATTEMPT(
            "scope/Calls.java",
            "                call.call())));",
            "                call.call() instanceof Call.Launch l ? new Call.Launch(l.findKey() + issued.attempt(),"
                    + " l.ownership(), l.template(), l.candidate(), l.countMin(), l.countMax()) : call.call())));"),
    NO_REDRIVE_TIMER("scope/Calls.java", "        turn.timer(Timers.call(call.callId()), redrive);\n", ""),
    BUCKET_NOT_CHARGED(
            "scope/Calls.java",
            "limit(turn, cost.bucket()).take(cost.of(call.call()), turn.now)",
            "limit(turn, cost" + ".bucket()).take(0, turn.now)"),
    UNKNOWN_TAKEN_FOR_FAILURE(
            "scope/LaunchOutcomes.java",
            "case UNKNOWN, EXPIRED -> inDoubt(turn, call);",
            "case UNKNOWN, EXPIRED -> { Calls.close(turn, call);"
                    + " LaunchQueue.again(turn, call, unfilled(turn, call), turn.now); }"),
    NEXT_CANDIDATE_AT_ONCE(
            "scope/LaunchOutcomes.java",
            "            Searches.prove(turn, call, failure);\n        } else {\n            Calls.close(turn, call);\n"
                    + "            LaunchQueue.giveUp(turn, unfilled(turn, call), failure);\n        }\n    }\n\n    private static void onQuota",
            "            Calls.close(turn, call);\n            LaunchQueue.elsewhere(turn, call, unfilled(turn, call), failure);\n"
                    + "        } else {\n            Calls.close(turn, call);\n"
                    + "            LaunchQueue.giveUp(turn, unfilled(turn, call), failure);\n        }\n    }\n\n    private static void onQuota"),
    THROTTLE_FAILS_THE_LAUNCH(
            "scope/LaunchOutcomes.java",
            "case THROTTLED, AUTH, NOT_SENT, CONFLICT -> onNotDone(turn, call, outcome);",
            "case AUTH, NOT_SENT, CONFLICT -> onNotDone(turn, call, outcome); case THROTTLED -> {"
                    + " Calls.close(turn, call); LaunchQueue.giveUp(turn, unfilled(turn, call), failureOf(outcome, call)); }"),
    UNFILLED_MEMBERS_FORGOTTEN(
            "scope/LaunchOutcomes.java",
            "        LaunchQueue.again(turn, call, unfilled(turn, call), turn.now);\n    }\n\n    private static void onGone",
            "    }\n\n    private static void onGone"),
    BOUND_BY_ARRIVAL_ORDER(
            "scope/Rows.java",
            "int index = row.launchIndex() == null ? 0 : row.launchIndex();",
            "int index = row.launchIndex() == null ? 0 : known.members().size() - 1 - row.launchIndex();"),
    SECOND_MACHINE_KEPT(
            "scope/Rows.java",
            "        }\n        Strays.onOurs(turn, row, sighting);\n    }\n\n    private static void bind(",
            "        }\n    }\n\n    private static void bind("),
    STRAYS_NOT_ENDED(
            "scope/Strays.java",
            "    static void onOurs(Turn turn, ObservedInstance row, @Nullable Sighting sighting) {\n",
            "    static void onOurs(Turn turn, ObservedInstance row, @Nullable Sighting sighting) {\n"
                    + "        if (row != null) return;\n"),
    ORPHANS_NOT_COLLECTED(
            "scope/Strays.java",
            "    static void onUnknown(Turn turn, ObservedInstance row, @Nullable Sighting sighting) {\n",
            "    static void onUnknown(Turn turn, ObservedInstance row, @Nullable Sighting sighting) {\n"
                    + "        if (row != null) return;\n"),
    ONE_SILENT_LISTING_PROVES_ABSENCE(
            "scope/Sweeping.java",
            "            Instances.apply(turn, instance, new InstanceInput.Unseen(false));",
            "            Instances.apply(turn, instance, new InstanceInput.Unseen(true));"),
    NOT_FOUND_TAKEN_FOR_GONE(
            "scope/ActOutcomes.java",
            "&& live.identity().boundAt().plus(Limits.VISIBLE_WITHIN).isAfter(turn.now);",
            "&& live.identity().boundAt().isAfter(turn.now);"),
    DUPLICATE_COMMAND_RUN_AGAIN(
            "scope/Intake.java", "if (known != null) {", "if (known != null && known.isAnswered()) {"),
    CANCEL_IN_FLIGHT_FORGOTTEN(
            "instance/Intentions.java",
            "        if (draft.ending != null) {\n            cancelAllButTermination(draft);\n            end(draft);",
            "        if (draft.ending != null) {\n            cancelAllButTermination(draft);\n"
                    + "            if (!(draft.phase instanceof Live)) end(draft);");

    final String file;
    final String text;
    final String replacement;

    Mutant(String file, String text, String replacement) {
        this.file = file;
        this.text = text;
        this.replacement = replacement;
    }

    String applyTo(String source) {
        if (!source.contains(text)) {
            throw new IllegalStateException(this + " no longer applies to " + file + ": find its place again");
        }
        return source.replace(text, replacement);
    }
}
