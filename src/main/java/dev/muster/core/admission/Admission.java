package dev.muster.core.admission;

import dev.muster.core.Limits;
import dev.muster.model.Command;
import dev.muster.model.Command.CreateInstance;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.Violation;
import dev.muster.model.Market;
import dev.muster.model.Precision;
import dev.muster.model.ResourceName;
import dev.muster.model.ScopeProfile;
import dev.muster.model.ScopeProfile.TagSupport;
import dev.muster.model.UserData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses a command that can be refused by looking at it and at the facts of its account. Calls nobody. */
public final class Admission {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Longest text of any name or id, in characters. */
    private static final int TEXT_LENGTH_MAX = 256;

    private static final Duration LIFETIME_MIN = Duration.ofMinutes(1);
    private static final Duration LIFETIME_MAX = Duration.ofDays(3650);
    private static final int ROOT_VOLUME_GIB_MAX = 65_536;

    private final ScopeProfile profile;
    private final List<Violation> violations = new ArrayList<>();

    private Admission(ScopeProfile profile) {
        this.profile = profile;
    }

    /** The refusal, or null for a command that may go on. */
    public static @Nullable Failure refuse(Command command, ScopeProfile profile) {
        if (!profile.verbs().contains(command.verb())) {
            return Failure.refusal(
                    Category.UNSUPPORTED,
                    "VERB_UNSUPPORTED",
                    "The provider of this account cannot " + command.verb() + " instances.",
                    List.of(new Violation("account", "UNSUPPORTED", "Its provider has no " + command.verb() + ".")));
        }
        var admission = new Admission(profile);
        admission.check(command);
        if (admission.violations.isEmpty()) {
            return null;
        }
        String first = admission.violations.get(0).message();
        return Failure.refusal(Category.INVALID_REQUEST, "INVALID_REQUEST", first, admission.violations);
    }

    private void check(Command command) {
        if (command.expectedVersion() != null && command.expectedVersion() < 0) {
            refuse("expectedVersion", "RANGE", "A version is 0 or more.");
        }
        if (command instanceof CreateInstance create) {
            checkNames(create);
            checkChoices(create);
            checkParameters(create);
            checkTags(create);
        } else if (!ResourceName.isInstanceId(command.name())) {
            refuse("name", "FORMAT", "A name is 1 to 63 of a-z, 0-9 and -, starting with a letter.");
        }
    }

    private void checkNames(CreateInstance create) {
        Integer count = create.count();
        if (count != null && (count < 1 || count > Limits.CREATE_COUNT_MAX)) {
            refuse("count", "RANGE", "A count is 1 to " + Limits.CREATE_COUNT_MAX + ".");
        } else if (!ResourceName.isInstanceId(create.name())
                || !ResourceName.isInstanceId(create.idOf(create.instances() - 1))) {
            refuse("name", "FORMAT", "A name, with its number, is 1 to 63 of a-z, 0-9 and -, starting with a letter.");
        }
    }

    private void checkChoices(CreateInstance create) {
        if (create.types().isEmpty() || create.types().size() > Limits.CHOICES_MAX) {
            refuse("types", "RANGE", "Name 1 to " + Limits.CHOICES_MAX + " instance types.");
        }
        for (int index = 0; index < Math.min(create.types().size(), Limits.CHOICES_MAX); index++) {
            var wish = create.types().get(index);
            if (!profile.types().contains(wish.name()) || wish.variant() != null || wish.upstreamCloud() != null) {
                refuse("types[" + index + "]", "UNKNOWN_TYPE", "The provider has no such instance type here.");
            }
        }
        if (create.markets().size() > Market.values().length) {
            refuse("markets", "RANGE", "Name each market once.");
        }
        for (int index = 0; index < Math.min(create.markets().size(), Limits.CHOICES_MAX); index++) {
            if (!profile.markets().contains(create.markets().get(index))) {
                refuse("markets[" + index + "]", "UNSUPPORTED", "The provider does not sell this market.");
            }
        }
        checkZones(create);
    }

    private void checkZones(CreateInstance create) {
        if (create.zones().isEmpty()) {
            return;
        }
        if (profile.precision() != Precision.ZONE) {
            refuse("zones", "NO_ZONES", "The provider has no zones; leave them out.");
            return;
        }
        if (create.zones().size() > Limits.CHOICES_MAX) {
            refuse("zones", "RANGE", "Name at most " + Limits.CHOICES_MAX + " zones.");
        }
        if (create.subnet() != null) {
            refuse("zones", "CONFLICT", "A subnet lies in one zone; give the one or the other.");
        }
        for (int index = 0; index < Math.min(create.zones().size(), Limits.CHOICES_MAX); index++) {
            if (profile.zoneCalled(create.zones().get(index)) == null) {
                refuse("zones[" + index + "]", "UNKNOWN_ZONE", "The region has no such zone.");
            }
        }
    }

    private void checkParameters(CreateInstance create) {
        if (create.image() == null && profile.imageRequired()) {
            refuse("image", "REQUIRED", "The provider needs an image.");
        }
        checkText("image", create.image());
        checkText("subnet", create.subnet());
        checkText("keyName", create.keyName());
        if (create.securityGroups().size() > Limits.CHOICES_MAX) {
            refuse("securityGroups", "RANGE", "Name at most " + Limits.CHOICES_MAX + " security groups.");
        }
        for (int index = 0; index < Math.min(create.securityGroups().size(), Limits.CHOICES_MAX); index++) {
            checkText("securityGroups[" + index + "]", create.securityGroups().get(index));
        }
        boolean places = create.subnet() != null || !create.securityGroups().isEmpty();
        if (places && !profile.subnets()) {
            refuse("subnet", "UNSUPPORTED", "The provider has no subnets or security groups.");
        }
        Integer gib = create.rootVolumeGib();
        if (gib != null && (gib < 1 || gib > ROOT_VOLUME_GIB_MAX)) {
            refuse("rootVolumeGib", "RANGE", "A root volume has 1 to " + ROOT_VOLUME_GIB_MAX + " GiB.");
        }
        if (create.userData() != null && create.userData().sizeBytes() > UserData.SIZE_BYTES_MAX) {
            refuse("userData", "RANGE", "User data has at most " + UserData.SIZE_BYTES_MAX + " bytes.");
        }
        Duration life = create.expiresAfter();
        if (life != null && (life.compareTo(LIFETIME_MIN) < 0 || life.compareTo(LIFETIME_MAX) > 0)) {
            refuse("expiresAfter", "RANGE", "A time to live is one minute to ten years.");
        }
    }

    private void checkText(String field, @Nullable String text) {
        if (text != null
                && (text.isBlank()
                        || text.length() > TEXT_LENGTH_MAX
                        || CONTROL.matcher(text).find())) {
            refuse(field, "FORMAT", "1 to " + TEXT_LENGTH_MAX + " printable characters.");
        }
    }

    private void checkTags(CreateInstance create) {
        TagSupport support = profile.tags();
        if (create.tags().size() > support.tagsMax()) {
            refuse("tags", "RANGE", "At most " + support.tagsMax() + " tags.");
        }
        create.tags().entrySet().stream().limit(support.tagsMax()).forEach(tag -> {
            // The key is not echoed: what a user mistook for a key may be a secret.
            if (tag.getKey().isEmpty()
                    || tag.getKey().length() > support.keyLengthMax()
                    || tag.getValue().length() > support.valueLengthMax()) {
                refuse(
                        "tags",
                        "RANGE",
                        "A tag's key has 1 to " + support.keyLengthMax() + " characters, its value at most "
                                + support.valueLengthMax() + ".");
            }
            if (support.reservedPrefixes().stream().anyMatch(tag.getKey()::startsWith)) {
                refuse("tags", "RESERVED", "Keys starting with " + support.reservedPrefixes() + " are reserved.");
            }
            if (support.pattern() != null && !(tag.getKey() + tag.getValue()).matches(support.pattern())) {
                refuse("tags", "FORMAT", "A tag holds a character the provider does not take.");
            }
        });
    }

    private void refuse(String field, String rule, String message) {
        violations.add(new Violation(field, rule, message));
    }
}
