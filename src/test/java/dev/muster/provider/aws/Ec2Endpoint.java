package dev.muster.provider.aws;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Something that speaks EC2 and is not EC2. */
interface Ec2Endpoint extends AutoCloseable {
    URI uri();

    /** An image that exists there. */
    String image();

    /** Lets everything that is under way come to its end: pending to running, stopping to stopped. */
    void settle();

    /** What came of a launch, by another way than the adapter. */
    Seen seen(String id);

    /** What EC2 does and this does not, though the adapter relies on it. */
    Set<Semantic> missing();

    @Override
    void close();

    /** An instance without the adapter's eyes; {@code userData} in base64, as EC2 keeps it. */
    record Seen(
            Map<String, String> instanceTags,
            List<Map<String, String>> volumeTags,
            List<Integer> volumesGib,
            String userData) {}
}
