package dev.muster.provider.aws.ec2;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A region's zones. Names are shuffled against ids, as EC2 shuffles them for every account. */
final class Zones {
    /** A zone by its name here, e.g. {@code us-east-1a}, and its id in all accounts, e.g. {@code use1-az4}. */
    record Zone(String name, String id) {}

    private static final List<Integer> ID_OF_NAME = List.of(4, 6, 1);

    private final List<Zone> all;

    Zones(String region) {
        String prefix = prefix(region);
        all = IntStream.range(0, ID_OF_NAME.size())
                .mapToObj(n -> new Zone(region + (char) ('a' + n), prefix + "-az" + ID_OF_NAME.get(n)))
                .toList();
    }

    List<Zone> all() {
        return all;
    }

    Optional<Zone> named(String name) {
        return all.stream().filter(zone -> zone.name().equals(name)).findFirst();
    }

    /** {@code us-east-1} → {@code use1}, {@code ap-southeast-2} → {@code apse2}. */
    private static String prefix(String region) {
        return region.replaceFirst("-(north|south)(east|west)-", "-$1-$2-")
                .replaceAll("-(n|s|e|w|c)[a-z]+", "$1")
                .replace("-", "");
    }
}
