package dev.muster.provider.aws.ec2;

import java.util.LinkedHashMap;
import java.util.Map;

/** EC2's rules for tags. Source: EC2 User Guide, "Tag restrictions". */
final class Tags {
    private static final int PER_RESOURCE_MAX = 50;
    private static final int KEY_LENGTH_MAX = 128;
    private static final int VALUE_LENGTH_MAX = 256;

    private Tags() {}

    /** The tags of one {@code TagSpecification} or CreateTags request, checked. */
    static Map<String, String> of(Form form) {
        var tags = new LinkedHashMap<String, String>();
        for (Form tag : form.members("Tag")) {
            String key = tag.required("Key");
            String value = tag.text("Value").orElse("");
            check(key, value);
            if (tags.put(key, value) != null) {
                throw Ec2Error.invalid("Duplicate tag key '" + key + "' specified.");
            }
        }
        return tags;
    }

    static void checkUnion(Map<String, String> before, Map<String, String> added) {
        var both = new LinkedHashMap<>(before);
        both.putAll(added);
        checkCount(both);
    }

    static void checkCount(Map<String, String> tags) {
        if (tags.size() > PER_RESOURCE_MAX) {
            throw new Ec2Error("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.");
        }
    }

    private static void check(String key, String value) {
        if (key.startsWith("aws:")) {
            throw Ec2Error.invalid("Tag keys starting with 'aws:' are reserved for internal use");
        }
        if (key.isEmpty() || key.length() > KEY_LENGTH_MAX) {
            throw Ec2Error.invalid("Tag key '" + key + "' must have between 1 and 128 characters");
        }
        if (value.length() > VALUE_LENGTH_MAX) {
            throw Ec2Error.invalid("Tag value exceeds the maximum length of 256 characters");
        }
    }
}
