package dev.muster.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Call;
import dev.muster.model.ScopeProfile;
import dev.muster.model.ScopeProfile.BucketSpec;
import dev.muster.model.ScopeProfile.OrphanPolicy;
import dev.muster.provider.ProviderFactory.AccountSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Ec2ProfileTest {
    private static final Map<String, String> ZONES = Map.of("zones", "us-east-1a=use1-az4");

    @Test
    void oneTenantHasAllOfTheAccountsBuckets() {
        assertThat(profile(List.of("acme"), false, ZONES).buckets())
                .containsEntry("RunInstances", new BucketSpec(5, 2))
                .containsEntry("RunInstances.instances", new BucketSpec(1_000, 2))
                .containsEntry("TerminateInstances", new BucketSpec(100, 5))
                .containsEntry("Describe", new BucketSpec(100, 20));
    }

    @Test
    void tenantsShareTheBucketsOfAnAccount() {
        assertThat(profile(List.of("a", "b", "c", "d", "e", "f", "g", "h"), false, ZONES)
                        .buckets())
                .containsEntry("RunInstances", new BucketSpec(1, 0.25))
                .containsEntry("RunInstances.instances", new BucketSpec(125, 0.25));
    }

    @Test
    void everyChargeHasItsBucketAndEveryKindItsCharges() {
        ScopeProfile profile = profile(List.of("acme"), false, ZONES);

        assertThat(profile.charges()).containsOnlyKeys(Call.Kind.values());
        assertThat(profile.charges().values()).allSatisfy(charges -> assertThat(charges)
                .allSatisfy(charge -> assertThat(profile.buckets()).containsKey(charge.bucket())));
    }

    /** EC2 refuses a filter of more values. */
    @Test
    void describeFitsIntoOneFilter() {
        assertThat(profile(List.of("acme"), false, ZONES).batchMax(Call.Kind.DESCRIBE))
                .isEqualTo(200);
    }

    @Test
    void orphansAreReportedUnlessTheAccountSaysEndThem() {
        assertThat(profile(List.of("acme"), false, ZONES).orphans()).isEqualTo(OrphanPolicy.REPORT);
        assertThat(profile(List.of("acme"), true, ZONES).orphans()).isEqualTo(OrphanPolicy.TERMINATE);
    }

    @Test
    void typesAreTheSdksAndTheAccounts() {
        var settings = Map.of("zones", "us-east-1a", "extraInstanceTypes", "zz9.48xlarge");

        assertThat(profile(List.of("acme"), false, settings).types())
                .contains("t3.micro", "p5.48xlarge", "zz9.48xlarge");
        assertThat(profile(List.of("acme"), false, ZONES).types()).doesNotContain("zz9.48xlarge");
    }

    @Test
    void imageIsRequiredUnlessThereIsADefault() {
        var settings = Map.of("zones", "us-east-1a", "defaultImage", "ami-0123456789abcdef0");

        assertThat(profile(List.of("acme"), false, ZONES).imageRequired()).isTrue();
        assertThat(profile(List.of("acme"), false, settings).imageRequired()).isFalse();
    }

    @Test
    void ourOwnTagsAreOfEc2sFifty() {
        ScopeProfile.TagSupport tags = profile(List.of("acme"), false, ZONES).tags();

        assertThat(tags.tagsMax()).isEqualTo(47);
        assertThat(tags.reservedPrefixes()).containsExactly("aws:", "muster:");
    }

    private static ScopeProfile profile(List<String> tenants, boolean orphansTerminate, Map<String, String> settings) {
        AccountSettings account = TestAccount.settings(tenants, orphansTerminate, settings);
        return Ec2Profile.of(account, AwsSettings.of(account), TestAccount.REGION);
    }
}
