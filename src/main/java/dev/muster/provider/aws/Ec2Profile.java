package dev.muster.provider.aws;

import dev.muster.model.Market;
import dev.muster.model.Precision;
import dev.muster.model.ScopeProfile;
import dev.muster.model.ScopeProfile.OrphanPolicy;
import dev.muster.model.ScopeProfile.TagSupport;
import dev.muster.model.Verb;
import dev.muster.provider.ProviderFactory.AccountSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.InstanceType;

/** What the core must know of EC2, with the account's own settings. */
final class Ec2Profile {
    /**
     * Source: EC2 User Guide, "Tag your Amazon EC2 resources", tag restrictions, read 2026: 50 a resource, keys up to 128
     * and values up to 256 characters, {@code aws:} reserved. Some of the 50 are ours.
     */
    private static final TagSupport TAGS = new TagSupport(
            TagSupport.Mode.NATIVE_KV,
            true,
            true,
            true,
            50 - SystemTags.COUNT,
            128,
            256,
            null,
            List.of("aws:", SystemTags.PREFIX));

    private Ec2Profile() {}

    static ScopeProfile of(AccountSettings account, AwsSettings settings, String region) {
        return new ScopeProfile(
                AwsFactory.PROVIDER,
                Precision.ZONE,
                settings.zonesOf(region),
                types(settings),
                Set.of(Verb.CREATE, Verb.TERMINATE, Verb.STOP, Verb.START, Verb.REBOOT),
                true,
                true,
                Set.of(Market.ON_DEMAND, Market.SPOT),
                settings.defaultImage() == null,
                true,
                Ec2Limits.BATCH_MAX,
                Ec2Limits.CHARGES,
                Ec2Limits.bucketsSharedBy(Math.max(1, account.tenants().size())),
                TAGS,
                account.orphansTerminate() ? OrphanPolicy.TERMINATE : OrphanPolicy.REPORT,
                account.callTimeout());
    }

    private static Set<String> types(AwsSettings settings) {
        Stream<String> known = InstanceType.knownValues().stream().map(InstanceType::toString);
        return Stream.concat(known, settings.extraInstanceTypes().stream()).collect(Collectors.toUnmodifiableSet());
    }
}
