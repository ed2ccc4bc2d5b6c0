package dev.muster.model;

import java.util.regex.Pattern;

/**
 * A self-describing name, so that any later command finds its scope without a directory. Text form
 * {@code tenant/account/region/kind/id}, e.g. {@code acme/aws-prod/us-east-1/instances/trainer-0}.
 *
 * @param id chosen by the user for instances; 1 to 128 characters of {@code [A-Za-z0-9._:-]}
 */
public record ResourceName(Scope scope, ResourceKind kind, String id) {
    private static final int ID_LENGTH_MAX = 128;
    /** Instance ids are host names too: lower case, no dot, at most 63 characters. */
    private static final Pattern INSTANCE_ID = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    public ResourceName {
        if (!isCommandId(id)) {
            throw new IllegalArgumentException("a resource id is 1 to 128 characters of [A-Za-z0-9._:-]");
        }
    }

    public static ResourceName instance(Scope scope, String id) {
        return new ResourceName(scope, ResourceKind.INSTANCES, id);
    }

    public static ResourceName command(Scope scope, String commandId) {
        return new ResourceName(scope, ResourceKind.COMMANDS, commandId);
    }

    public static ResourceName findings(Scope scope) {
        return new ResourceName(scope, ResourceKind.FINDINGS, "scope");
    }

    /** Whether a user may give an instance this name. */
    public static boolean isInstanceId(String id) {
        return INSTANCE_ID.matcher(id).matches();
    }

    /** Whether this may be a command's id; it becomes part of a resource name. */
    public static boolean isCommandId(String id) {
        return NameText.isName(id, ID_LENGTH_MAX, "._:-");
    }

    /** @throws IllegalArgumentException unless the text is five legal parts with four slashes */
    public static ResourceName parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("a resource name is tenant/account/region/kind/id");
        }
        return new ResourceName(new Scope(parts[0], parts[1], parts[2]), ResourceKind.of(parts[3]), parts[4]);
    }

    public String text() {
        return scope.text() + "/" + kind.word() + "/" + id;
    }

    @Override
    public String toString() {
        return text();
    }
}
