package dev.muster.engine;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of the topics, and what they say of the tenant.
 *
 * @param prefix of every one of them, e.g. {@code muster.}
 * @param singleTenant who commands through the one commands topic that names no tenant
 */
public record EngineTopics(String prefix, String singleTenant) {
    private static final String COMMANDS = "commands";

    public String events() {
        return prefix + "events";
    }

    public String errors() {
        return prefix + "errors";
    }

    public String state() {
        return prefix + "state";
    }

    public String effects() {
        return prefix + "effects";
    }

    public String outcomes() {
        return prefix + "outcomes";
    }

    public String deadLetters() {
        return prefix + "dead-letters";
    }

    /** The commands topic, and those of all tenants. */
    public Pattern commands() {
        return Pattern.compile(Pattern.quote(prefix + COMMANDS) + "(\\.[A-Za-z0-9_-]+)?");
    }

    /** Who commands through a topic; null where it is none for commands. */
    public @Nullable String tenantOf(String topic) {
        String commands = prefix + COMMANDS;
        if (topic.equals(commands)) {
            return singleTenant;
        }
        return topic.startsWith(commands + ".") ? topic.substring(commands.length() + 1) : null;
    }
}
