package dev.muster.provider.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the cloud remembers of launches for good: every use of a token, and the find keys whose one-off magic is spent. */
final class Ledger {
    private final Map<String, TokenUse> uses = new HashMap<>();
    private final Set<String> spentMagic = new HashSet<>();
    private final List<TokenUse> changed = new ArrayList<>();
    private boolean keepsChanges;

    @Nullable
    TokenUse use(String token, @Nullable String place) {
        return uses.get(TokenUse.keyOf(token, place));
    }

    void put(TokenUse use) {
        uses.put(use.key(), use);
        if (keepsChanges) {
            changed.add(use);
        }
    }

    /** Whether magic that works once has yet to work on this find key; it has, after this. */
    boolean spendMagic(String findKey) {
        return spentMagic.add(findKey);
    }

    void keepChanges() {
        keepsChanges = true;
    }

    List<TokenUse> drainChanged() {
        var drained = List.copyOf(changed);
        changed.clear();
        return drained;
    }
}
