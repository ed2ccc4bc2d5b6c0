package dev.muster.provider.aws;

import dev.muster.model.Zone;
import dev.muster.provider.ProviderFactory.AccountSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one EC2 account, {@code muster.accounts.<id>.settings.*}. Strict: what is unknown or wrong fails at start.
 *
 * @param profile the profile in the AWS configuration files that has the credentials; null for the SDK's default chain
 * @param role a role to assume with those credentials; null to use them as they are
 * @param endpoint where EC2 is spoken to, where not at the region's own address
 * @param stsEndpoint where roles are asked for, where not at the region's own address
 * @param zones the zones of all regions of the account
 * @param extraInstanceTypes types newer than the SDK's list
 * @param defaultImage for launches that name none; null if every launch must
 * @param rootDevice the device name of the images' root volume, which EC2 wants where its size is set
 * @param maxConcurrency connections at once, over all regions
 */
record AwsSettings(
        @Nullable String profile,
        @Nullable AssumedRole role,
        @Nullable URI endpoint,
        @Nullable URI stsEndpoint,
        List<Zone> zones,
        Set<String> extraInstanceTypes,
        @Nullable String defaultImage,
        String rootDevice,
        int maxConcurrency,
        Duration connectTimeout,
        Duration tlsTimeout) {
    static final Set<String> NAMES = Set.of(
            "profile",
            "roleArn",
            "externalId",
            "sessionName",
            "endpoint",
            "stsEndpoint",
            "zones",
            "extraInstanceTypes",
            "defaultImage",
            "rootDevice",
            "maxConcurrency",
            "connectTimeout",
            "tlsTimeout");

    private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+-\\d+");
    private static final Pattern ZONE_ID = Pattern.compile("[a-z]+\\d+-[a-z0-9-]*az\\d+");

    /** STS API Reference, AssumeRole, has the characters of both; that a session's name ends at 64 is unverified. */
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\x21-\\x7e]+");

    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern IMAGE = Pattern.compile("ami-[0-9a-f]{8,17}");
    private static final Pattern INSTANCE_TYPE = Pattern.compile("[a-z0-9-]+\\.[a-z0-9-]+");
    private static final Duration TIMEOUT_MAX = Duration.ofSeconds(30);

    static AwsSettings of(AccountSettings account) {
        var words = new SettingWords(account, NAMES);
        account.regions().forEach(region -> checkRegion(account, region));
        return new AwsSettings(
                words.text("profile"),
                role(words),
                words.uri("endpoint"),
                words.uri("stsEndpoint"),
                zones(words, account.regions()),
                extraInstanceTypes(words),
                defaultImage(words),
                rootDevice(words),
                words.count("maxConcurrency", 64, 1_000),
                words.duration("connectTimeout", Duration.ofSeconds(2), TIMEOUT_MAX),
                words.duration("tlsTimeout", Duration.ofSeconds(5), TIMEOUT_MAX));
    }

    List<Zone> zonesOf(String region) {
        return zones.stream().filter(zone -> isIn(region, zone.name())).toList();
    }

    private static void checkRegion(AccountSettings account, String region) {
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException("muster.accounts." + account.id() + ".regions: '" + region
                    + "' is no AWS region; write it as us-east-1");
        }
    }

    private static @Nullable AssumedRole role(SettingWords words) {
        String arn = words.text("roleArn");
        String externalId = words.text("externalId");
        String sessionName = words.text("sessionName", "muster");
        if (arn == null) {
            for (String name : List.of("externalId", "sessionName")) {
                if (words.text(name) != null) {
                    throw words.wrong(
                            name, "belongs to a role; set " + words.fullName("roleArn") + " too, or remove it");
                }
            }
            return null;
        }
        if (!ROLE_ARN.matcher(arn).matches()) {
            throw words.wrong("roleArn", "is no role; write it as arn:aws:iam::123456789012:role/name");
        }
        if (!SESSION_NAME.matcher(sessionName).matches()) {
            throw words.wrong("sessionName", "must be 2 to 64 characters of [A-Za-z0-9_+=,.@-]");
        }
        return new AssumedRole(arn, externalId, sessionName);
    }

    /** Zones are settings because the profile is known without a call; a region without any could place nothing. */
    private static List<Zone> zones(SettingWords words, List<String> regions) {
        List<Zone> zones =
                words.list("zones").stream().map(word -> zone(words, word)).toList();
        for (Zone zone : zones) {
            if (regions.stream().noneMatch(region -> isIn(region, zone.name()))) {
                throw words.wrong("zones", "'" + zone.name() + "' is in none of the account's regions " + regions);
            }
        }
        for (String region : regions) {
            if (zones.stream().noneMatch(zone -> isIn(region, zone.name()))) {
                throw words.wrong(
                        "zones",
                        "names no zone of " + region
                                + "; list the zones of every region, with their ids if you like, as in "
                                + region + "a=use1-az4," + region + "b. `aws ec2 describe-availability-zones --region "
                                + region + "` prints both");
            }
        }
        if (zones.stream().map(Zone::name).distinct().count() < zones.size()) {
            throw words.wrong("zones", "names a zone twice; name each once");
        }
        return zones;
    }

    private static Zone zone(SettingWords words, String word) {
        String[] parts = word.split("=", 2);
        if (parts.length == 2 && !ZONE_ID.matcher(parts[1]).matches()) {
            throw words.wrong("zones", "'" + parts[1] + "' is no zone id; write it as use1-az4");
        }
        return new Zone(parts[0], parts.length == 2 ? parts[1] : null);
    }

    /** A zone's name is its region's and a letter; a local or wavelength zone has the place between the two. */
    private static boolean isIn(String region, String zoneName) {
        return zoneName.matches(Pattern.quote(region) + "(-[a-z0-9-]+-\\d+)?[a-z]");
    }

    private static Set<String> extraInstanceTypes(SettingWords words) {
        return words.list("extraInstanceTypes").stream()
                .peek(type -> {
                    if (!INSTANCE_TYPE.matcher(type).matches()) {
                        throw words.wrong("extraInstanceTypes", "'" + type + "' is no type; write it as p5.48xlarge");
                    }
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String defaultImage(SettingWords words) {
        String image = words.text("defaultImage");
        if (image == null || IMAGE.matcher(image).matches()) {
            return image;
        }
        // A moving reference (resolve:ssm:…) may mean another image on a repeat, which breaks the launch token.
        throw words.wrong("defaultImage", "is no image id; write it as ami-0123456789abcdef0, never as a reference");
    }

    private static String rootDevice(SettingWords words) {
        String device = words.text("rootDevice", "/dev/xvda");
        if (device.matches("/dev/[a-z0-9]+")) {
            return device;
        }
        throw words.wrong("rootDevice", "is no device name; write it as /dev/xvda or /dev/sda1, as the image says");
    }
}
