package dev.muster.wire;

import dev.muster.core.journal.Table;
import dev.muster.core.journal.Tables;
import dev.muster.model.Command;
import dev.muster.model.Event;
import dev.muster.wire.binding.SingleObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every contract that stands in a topic or in the journal by itself. */
final class Roots {
    static final Contracts CONTRACTS = Contracts.load();

    static final List<Root<?>> ALL = all();

    private Roots() {}

    /** One of them, with its two sides reduced to bytes and values. */
    record Root<T>(SingleObject<T> codec) {
        String name() {
            return codec.binding().schema().getFullName();
        }

        T any(long seed) {
            return new AnyValue(seed).of(codec.binding().type());
        }

        byte[] encodeAny(long seed) {
            return codec.encode(any(seed));
        }

        @Override
        public String toString() {
            return name();
        }
    }

    private static List<Root<?>> all() {
        List<Root<?>> all = new ArrayList<>();
        for (SingleObject<? extends Command> codec : CONTRACTS.commands().codecs()) {
            all.add(new Root<>(codec));
        }
        for (SingleObject<? extends Event> codec : CONTRACTS.events().codecs()) {
            all.add(new Root<>(codec));
        }
        all.add(new Root<>(CONTRACTS.errors()));
        all.add(new Root<>(CONTRACTS.snapshots()));
        all.add(new Root<>(CONTRACTS.envelopes()));
        all.add(new Root<>(CONTRACTS.effects()));
        all.add(new Root<>(CONTRACTS.outcomes()));
        for (Table<?> table : Tables.all()) {
            all.add(new Root<>(CONTRACTS.journal().codecOf(table)));
        }
        return all.stream().sorted(Comparator.comparing(Root::name)).toList();
    }
}
