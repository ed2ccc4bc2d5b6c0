package dev.muster.provider.aws.ec2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parameters of one request, in the EC2 Query protocol's flat naming ({@code Filter.1.Value.2}). */
public record Form(Map<String, String> values) {
    public static Form parse(String encoded) {
        var values = new LinkedHashMap<String, String>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new Form(values);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String required(String name) {
        return text(name)
                .orElseThrow(() -> new Ec2Error("MissingParameter", "The request must contain the parameter " + name));
    }

    public int whole(String name) {
        return wholeOf(name, required(name));
    }

    public Optional<Integer> wholeIfAny(String name) {
        return text(name).map(value -> wholeOf(name, value));
    }

    public double decimal(String name) {
        return Double.parseDouble(required(name));
    }

    public boolean flag(String name) {
        return text(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** The values of {@code name.1}, {@code name.2} and so on, up to the first gap. */
    public List<String> list(String name) {
        var found = new ArrayList<String>();
        for (int n = 1; values.containsKey(name + "." + n); n++) {
            found.add(values.get(name + "." + n));
        }
        return found;
    }

    /** The structures {@code name.1.…}, {@code name.2.…} and so on, each with its prefix cut off. */
    public List<Form> members(String name) {
        var members = new TreeMap<Integer, Form>();
        values.forEach((key, value) -> {
            if (key.startsWith(name + ".")) {
                String[] rest = key.substring(name.length() + 1).split("\\.", 2);
                if (rest.length == 2) {
                    members.computeIfAbsent(wholeOf(name, rest[0]), n -> new Form(new LinkedHashMap<>()))
                            .values()
                            .put(rest[1], value);
                }
            }
        });
        return List.copyOf(members.values());
    }

    /** What makes two requests the same one: every parameter but the names given. */
    public Map<String, String> without(String... names) {
        var rest = new TreeMap<>(values);
        List.of(names).forEach(rest::remove);
        return rest;
    }

    /** To be called where everything but the doing is done. */
    void endDryRun() {
        if (flag("DryRun")) {
            throw new Ec2Error("DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        }
    }

    private static int wholeOf(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new Ec2Error("InvalidParameterValue", "Value (" + value + ") for parameter " + name + " is invalid.");
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
