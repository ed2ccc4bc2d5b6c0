package dev.muster.provider.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a machine is in its life, and what time alone will do to it. Immutable, so that the past can be kept and read.
 *
 * @param changesAt when the state changes of itself; null where it does not
 * @param noticeAt when its spot notice will be given; null for never, and once given
 * @param interruptAt when it is taken back; null without a notice
 * @param vanishesAt when it will disappear without a trace; null for never
 * @param reason why it ends or ended; null before
 * @param impaired whether the provider's own checks fail
 * @param oddWord a word shown in place of the profile's own; null for none
 */
record Life(
        MachineState state,
        @Nullable Instant changesAt,
        @Nullable Instant noticeAt,
        @Nullable Instant interruptAt,
        @Nullable Instant vanishesAt,
        @Nullable EndReason reason,
        int starts,
        int reboots,
        boolean impaired,
        @Nullable String oddWord) {

    static Life booting(@Nullable Instant runsAt, @Nullable Instant noticeAt, @Nullable Instant vanishesAt) {
        return new Life(MachineState.BOOTING, runsAt, noticeAt, null, vanishesAt, null, 1, 0, false, null);
    }

    Life into(MachineState next, @Nullable Instant until) {
        return new Life(next, until, noticeAt, interruptAt, vanishesAt, reason, starts, reboots, impaired, oddWord);
    }

    Life ending(EndReason why, Instant until) {
        return new Life(
                MachineState.ENDING, until, null, interruptAt, vanishesAt, why, starts, reboots, impaired, oddWord);
    }

    Life endedFor(EndReason why, Instant forgottenAt) {
        return new Life(
                MachineState.ENDED,
                forgottenAt,
                null,
                interruptAt,
                vanishesAt,
                why,
                starts,
                reboots,
                impaired,
                oddWord);
    }

    Life started(Instant runsAt) {
        return new Life(
                MachineState.STARTING,
                runsAt,
                noticeAt,
                interruptAt,
                vanishesAt,
                reason,
                starts + 1,
                reboots,
                impaired,
                oddWord);
    }

    Life rebooted(MachineState next, @Nullable Instant until) {
        return new Life(next, until, noticeAt, interruptAt, vanishesAt, reason, starts, reboots + 1, impaired, oddWord);
    }

    Life interrupted(Instant takenBackAt) {
        return new Life(state, changesAt, null, takenBackAt, vanishesAt, reason, starts, reboots, impaired, oddWord);
    }

    Life withNoticeAt(Instant notice) {
        return new Life(state, changesAt, notice, interruptAt, vanishesAt, reason, starts, reboots, impaired, oddWord);
    }

    Life withImpaired(boolean checksFail) {
        return new Life(
                state, changesAt, noticeAt, interruptAt, vanishesAt, reason, starts, reboots, checksFail, oddWord);
    }

    Life withOddWord(@Nullable String word) {
        return new Life(state, changesAt, noticeAt, interruptAt, vanishesAt, reason, starts, reboots, impaired, word);
    }

    /** The next instant at which time alone does something to it; null for never. */
    @Nullable
    Instant nextChange() {
        Instant taken = state.isLasting() ? interruptAt : null;
        return earlier(earlier(changesAt, vanishesAt), earlier(noticeAt, taken));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? other : one;
    }
}
