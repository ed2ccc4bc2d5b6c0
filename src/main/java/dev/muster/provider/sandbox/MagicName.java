package dev.muster.provider.sandbox;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Misfortune on request: a launch whose image, or whose instance type, has one of these names meets with it. As a type it
 * befalls that candidate alone, so {@code types=[fail-capacity, small]} shows the fall-back; the image's name rules where
 * both are magic.
 *
 * <table>
 * <caption>What each name does</caption>
 * <tr><th>name</th><th>what happens</th></tr>
 * <tr><td>fail-invalid</td><td>INVALID_REQUEST, effect NONE</td></tr>
 * <tr><td>fail-capacity</td><td>CAPACITY in every zone, effect NONE</td></tr>
 * <tr><td>fail-capacity-sandbox-1a, -1b, -1c</td><td>CAPACITY in that zone; a launch for any zone goes elsewhere</td></tr>
 * <tr><td>fail-quota</td><td>QUOTA, effect NONE</td></tr>
 * <tr><td>fail-auth</td><td>UNAUTHENTICATED, effect NONE</td></tr>
 * <tr><td>fail-launch-error</td><td>accepted; the machines end while booting, for a launch error</td></tr>
 * <tr><td>fail-capacity-at-launch</td><td>accepted; the machines end while booting, for want of room</td></tr>
 * <tr><td>lose-answer</td><td>executed, but no launch call of it is ever answered: TRANSIENT, effect UNKNOWN</td></tr>
 * <tr><td>lose-answer-once</td><td>executed, the first answer to each find key is lost</td></tr>
 * <tr><td>hang</td><td>never executed and never answered: TIMEOUT, effect UNKNOWN, when the call timeout has passed</td></tr>
 * <tr><td>throttle-once</td><td>the first launch of each find key is THROTTLED, effect NONE</td></tr>
 * <tr><td>partial-half</td><td>half of the machines asked for, rounded up; CAPACITY where that is below the least</td></tr>
 * <tr><td>slow-boot</td><td>boots a minute longer</td></tr>
 * <tr><td>never-boots</td><td>stays in its first state until it is terminated</td></tr>
 * <tr><td>spot-interrupt-after-30s</td><td>a spot machine gets its notice 30 s after launch, and is taken back; on-demand
 * machines are left alone</td></tr>
 * <tr><td>vanish-after-30s</td><td>30 s after launch the machine is gone without a trace</td></tr>
 * </table>
 */
public enum MagicName {
    FAIL_INVALID("fail-invalid"),
    FAIL_CAPACITY("fail-capacity"),
    FAIL_CAPACITY_1A("fail-capacity-sandbox-1a"),
    FAIL_CAPACITY_1B("fail-capacity-sandbox-1b"),
    FAIL_CAPACITY_1C("fail-capacity-sandbox-1c"),
    FAIL_QUOTA("fail-quota"),
    FAIL_AUTH("fail-auth"),
    FAIL_LAUNCH_ERROR("fail-launch-error"),
    FAIL_CAPACITY_AT_LAUNCH("fail-capacity-at-launch"),
    LOSE_ANSWER("lose-answer"),
    LOSE_ANSWER_ONCE("lose-answer-once"),
    HANG("hang"),
    THROTTLE_ONCE("throttle-once"),
    PARTIAL_HALF("partial-half"),
    SLOW_BOOT("slow-boot"),
    NEVER_BOOTS("never-boots"),
    SPOT_INTERRUPT_AFTER_30S("spot-interrupt-after-30s"),
    VANISH_AFTER_30S("vanish-after-30s");

    private static final String FULL_ZONE = "fail-capacity-";
    private static final Map<String, MagicName> BY_WORD = byWord();

    private final String word;

    MagicName(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** The magic in an image's or else a type's name; null for a launch like any other. */
    static @Nullable MagicName of(@Nullable String image, String typeName) {
        MagicName inImage = image == null ? null : BY_WORD.get(image);
        return inImage == null ? BY_WORD.get(typeName) : inImage;
    }

    /** Whether this name makes the zone full; a cloud without zones is only filled by {@link #FAIL_CAPACITY}. */
    boolean fills(@Nullable String zoneName) {
        return this == FAIL_CAPACITY || zoneName != null && word.equals(FULL_ZONE + zoneName);
    }

    private static Map<String, MagicName> byWord() {
        var names = new HashMap<String, MagicName>();
        for (MagicName name : values()) {
            names.put(name.word, name);
        }
        return Map.copyOf(names);
    }
}
