package dev.muster.wire;

import dev.muster.model.Command;
import dev.muster.model.CommandEnvelope;
import dev.muster.model.Effect;
import dev.muster.model.Event;
import dev.muster.model.Failure;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.Outcome;
import dev.muster.model.ResourceName;
import dev.muster.model.Scope;
import dev.muster.model.UserData;
import dev.muster.wire.binding.Scalars;
import dev.muster.wire.binding.SchemaSet;
import dev.muster.wire.binding.SingleObject;
import dev.muster.wire.binding.SingleObjectFamily;

/**
 * All contracts, each bound to its record: what stands in topics and in the journal, as Avro single-object messages. Load
 * once, at start; shared by threads.
 *
 * <p>Every {@code decode} fails with {@link dev.muster.wire.binding.UndecodableException} and with nothing else.
 */
public final class Contracts {
    static final String COMMANDS = "dev.muster.commands";
    static final String EVENTS = "dev.muster.events";
    static final String ERROR = "dev.muster.errors.Error";
    static final String SNAPSHOT = "dev.muster.state.InstanceSnapshot";
    static final String INTERNAL = "dev.muster.internal";

    private static final Scalars SCALARS = Scalars.none()
            .with(Scope.class, Scope::text, Scope::parse)
            .with(ResourceName.class, ResourceName::text, ResourceName::parse)
            .withBytes(UserData.class, UserData::bytes, UserData::new);

    private final SchemaSet schemas;
    private final SingleObjectFamily<Command> commands;
    private final SingleObjectFamily<Event> events;
    private final SingleObject<Failure> errors;
    private final SingleObject<InstanceSnapshot> snapshots;
    private final SingleObject<CommandEnvelope> envelopes;
    private final SingleObject<Effect> effects;
    private final SingleObject<Outcome> outcomes;
    private final JournalCodec journal;

    private Contracts(SchemaSet schemas) {
        this.schemas = schemas;
        commands = SingleObjectFamily.of(Command.class, schemas, COMMANDS, SCALARS);
        events = SingleObjectFamily.of(Event.class, schemas, EVENTS, SCALARS);
        errors = codec(ERROR, Failure.class);
        snapshots = codec(SNAPSHOT, InstanceSnapshot.class);
        envelopes = codec(INTERNAL + ".CommandEnvelope", CommandEnvelope.class);
        effects = codec(INTERNAL + ".Effect", Effect.class);
        outcomes = codec(INTERNAL + ".Outcome", Outcome.class);
        journal = new JournalCodec(type -> codec(INTERNAL + "." + type.getSimpleName(), type));
    }

    /**
     * Reads all schemas and checks them against the records; fails with IllegalArgumentException, naming schema and class,
     * where they differ.
     */
    public static Contracts load() {
        return load(Contracts.class.getClassLoader());
    }

    static Contracts load(ClassLoader loader) {
        return new Contracts(SchemaSet.loadIndex(loader, "schemas/index", "schemas/earlier/index"));
    }

    private <T> SingleObject<T> codec(String fullName, Class<T> type) {
        return SingleObject.of(schemas, fullName, type, SCALARS);
    }

    SchemaSet schemas() {
        return schemas;
    }

    public SingleObjectFamily<Command> commands() {
        return commands;
    }

    public SingleObjectFamily<Event> events() {
        return events;
    }

    public SingleObject<Failure> errors() {
        return errors;
    }

    public SingleObject<InstanceSnapshot> snapshots() {
        return snapshots;
    }

    public SingleObject<CommandEnvelope> envelopes() {
        return envelopes;
    }

    public SingleObject<Effect> effects() {
        return effects;
    }

    public SingleObject<Outcome> outcomes() {
        return outcomes;
    }

    public JournalCodec journal() {
        return journal;
    }
}
