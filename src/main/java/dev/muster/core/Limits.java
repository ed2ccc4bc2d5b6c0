package dev.muster.core;

import java.time.Duration;

/** Every number of the protocol, with its unit. Defaults of the design; each is a promise some test holds. */
public final class Limits {
    /** Most instances of one create command. */
    public static final int CREATE_COUNT_MAX = 1_000;

    /** Longest list of wanted types, markets or zones. */
    public static final int CHOICES_MAX = 16;

    /** Most candidates (type, market, zone) one launch tries. */
    public static final int CANDIDATES_MAX = 64;

    /** Commands that may wait for one instance at a time. */
    public static final int PENDING_VERBS_MAX = 8;

    /** How long a command id and its answer are remembered. */
    public static final Duration COMMAND_MEMORY = Duration.ofDays(7);

    /** How long the tombstone of an ended instance is kept. */
    public static final Duration TOMBSTONE_MEMORY = Duration.ofDays(7);

    /** How long a find key is known after its call was opened: a machine that shows up late is still somebody's. */
    public static final Duration KNOWN_KEY_MEMORY = Duration.ofHours(24);

    /** A batch goes out once nothing was added for so long … */
    public static final Duration BATCH_IDLE = Duration.ofMillis(35);

    /** … or its first member waited so long. */
    public static final Duration BATCH_AGE_MAX = Duration.ofSeconds(1);

    /** The lease: no executor starts a call later than this after its issue. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    /** How far two clocks may differ. */
    public static final Duration CLOCK_SKEW_MAX = Duration.ofSeconds(10);

    /** An issued call without an outcome is driven again after this. */
    public static final Duration REDRIVE_AFTER = Duration.ofSeconds(45);

    /** Waits between repeats of a call in doubt: 1 s doubling to this. */
    public static final Duration REPEAT_WAIT_MAX = Duration.ofSeconds(30);

    /** How long a call in doubt is repeated under its token before we look for what it made. */
    public static final Duration REPEAT_FOR = Duration.ofMinutes(10);

    /** How often a call in doubt is looked for … */
    public static final Duration SEARCH_EVERY = Duration.ofSeconds(15);

    /** … and how long absence must last to be believed. */
    public static final Duration SEARCH_FOR = Duration.ofMinutes(5);

    /** Mutating calls in flight per scope. */
    public static final int MUTATING_CALLS_MAX = 32;

    /** Reading calls in flight per scope. */
    public static final int READ_CALLS_MAX = 4;

    /** First and longest wait between polls of instances in a passing state; grows by half each time. */
    public static final Duration POLL_MIN = Duration.ofSeconds(2);

    public static final Duration POLL_MAX = Duration.ofSeconds(15);

    /** More instances than this are not polled by id: one listing is cheaper. */
    public static final int POLL_BY_ID_MAX = 200;

    /** Between full sweeps; jittered by {@link #SWEEP_JITTER} of it either way. */
    public static final Duration SWEEP_EVERY = Duration.ofSeconds(60);

    public static final double SWEEP_JITTER = 0.2;

    /** Complete sweeps in a row that must not show a machine before it is looked for by id. */
    public static final int ABSENCES_BEFORE_LOOKUP = 2;

    /** A machine bound for less than this and not shown is not yet visible, rather than gone. */
    public static final Duration VISIBLE_WITHIN = Duration.ofMinutes(5);

    /** A machine of ours bound to nothing is an orphan from this age on … */
    public static final Duration ORPHAN_AGE_MIN = Duration.ofMinutes(10);

    /** … once so many complete sweeps showed it. */
    public static final int ORPHAN_SWEEPS_MIN = 2;

    /** Orphans ended per scope and hour: at most this, or {@link #ORPHANS_ENDED_SHARE} of the machines known. */
    public static final int ORPHANS_ENDED_MAX = 5;

    public static final double ORPHANS_ENDED_SHARE = 0.01;

    /** A launch that does not run by then is ended, and its command fails. */
    public static final Duration PROVISION_TIMEOUT = Duration.ofMinutes(15);

    /** How long a verb without a deadline is tried. */
    public static final Duration VERB_TIMEOUT = Duration.ofMinutes(15);

    /** An accepted termination that does not show is ordered again. */
    public static final Duration TERMINATE_CONFIRM = Duration.ofMinutes(10);

    /** After a provider accepted a verb, rows that still show the state before it are taken for late, not for a refusal. */
    public static final Duration STATE_LAG = Duration.ofSeconds(60);

    /** Waits between tries of a verb the provider found in conflict: from … to …, doubling. */
    public static final Duration CONFLICT_WAIT_MIN = Duration.ofSeconds(2);

    public static final Duration CONFLICT_WAIT_MAX = Duration.ofSeconds(60);

    /** A candidate without capacity is avoided for this, doubling with each strike in a row to {@link #BLOCK_MAX}. */
    public static final Duration BLOCK_MIN = Duration.ofMinutes(3);

    public static final Duration BLOCK_MAX = Duration.ofMinutes(30);

    /** With a deadline, all candidates are tried again after: from … to …, doubling. */
    public static final Duration ROUND_WAIT_MIN = Duration.ofSeconds(30);

    public static final Duration ROUND_WAIT_MAX = Duration.ofMinutes(10);

    /** Between probes while the provider refuses our credentials. */
    public static final Duration CIRCUIT_OPEN = Duration.ofSeconds(60);

    /** A throttled bucket's rate is multiplied by this … */
    public static final double THROTTLE_FACTOR = 0.5;

    /** … never below this share of the published rate … */
    public static final double THROTTLE_FLOOR = 0.02;

    /** … and grows back by a tenth of itself each of these. */
    public static final Duration THROTTLE_RECOVERY = Duration.ofSeconds(10);

    /** Between passes that forget what has expired. */
    public static final Duration HOUSEKEEPING_EVERY = Duration.ofMinutes(5);

    /** Entries forgotten, and queue entries given up, in one pass. */
    public static final int HOUSEKEEPING_MAX = 500;

    /** Launch calls formed in one pass. */
    public static final int LAUNCHES_PER_PASS_MAX = 64;

    private Limits() {}
}
