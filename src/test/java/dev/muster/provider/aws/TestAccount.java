package dev.muster.provider.aws;

import dev.muster.model.Call;
import dev.muster.model.Effect;
import dev.muster.model.InstanceTypeKey;
import dev.muster.model.LaunchTemplate;
import dev.muster.model.Market;
import dev.muster.model.Scope;
import dev.muster.model.UserData;
import dev.muster.provider.ComputeProvider.CallContext;
import dev.muster.provider.ProviderFactory.AccountSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account and the calls on it, as the tests of this package need them. */
final class TestAccount {
    static final String REGION = "us-east-1";
    static final String ZONE_A = "us-east-1a";
    static final String ZONE_B = "us-east-1b";
    static final String TYPE = "t3.micro";
    static final Call.Ownership OWNER = new Call.Ownership("deployment-1", "acme");
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    static {
        // Found by the SDK's default chain before anything else that this machine may have.
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "wJalrXUtnFEMI-K7MDENG-EXAMPLE");
    }

    private TestAccount() {}

    static AccountSettings settings(Map<String, String> settings) {
        return settings(List.of("acme"), false, settings);
    }

    static AccountSettings settings(List<String> tenants, boolean orphansTerminate, Map<String, String> settings) {
        return new AccountSettings(
                "aws-prod", "aws", List.of(REGION), tenants, orphansTerminate, Duration.ofSeconds(20), settings);
    }

    /** With zones, and otherwise as given. */
    static AccountSettings at(URI endpoint, Map<String, String> more) {
        var settings = new HashMap<>(more);
        settings.put("endpoint", endpoint.toString());
        settings.putIfAbsent("zones", "us-east-1a=use1-az1,us-east-1b");
        settings.putIfAbsent("connectTimeout", "1s");
        return settings(settings);
    }

    static Ec2Provider open(URI endpoint, Map<String, String> more) {
        return (Ec2Provider) new AwsFactory().open(at(endpoint, more), REGION);
    }

    static CallContext within(Duration callTimeout, Call call) {
        Instant now = Instant.now();
        return new CallContext(new Effect(
                UUID.randomUUID(),
                1,
                new Scope("acme", "aws-prod", REGION),
                now,
                now.plusSeconds(30),
                callTimeout,
                null,
                Effect.EXECUTOR_VERSION,
                call));
    }

    static CallContext context(Call call) {
        return within(CALL_TIMEOUT, call);
    }

    static Call.Launch launch(String token, String image, int countMin, int countMax) {
        return launch(token, OWNER, ZONE_A, Market.ON_DEMAND, template(image, null), countMin, countMax);
    }

    static Call.Launch launch(
            String token,
            Call.Ownership owner,
            @Nullable String zone,
            Market market,
            LaunchTemplate template,
            int countMin,
            int countMax) {
        var type = new InstanceTypeKey("aws", null, TYPE, null);
        var candidate = new LaunchTemplate.Candidate(type, zone, market);
        return new Call.Launch(token, owner, template, candidate, countMin, countMax);
    }

    static LaunchTemplate template(String image, @Nullable UserData userData) {
        var type = new InstanceTypeKey("aws", null, TYPE, null);
        return new LaunchTemplate(
                List.of(new LaunchTemplate.Candidate(type, ZONE_A, Market.ON_DEMAND)),
                image,
                null,
                List.of(),
                null,
                40,
                Map.of("team", "vision"),
                userData);
    }

    /** Of any type, in any zone. */
    static Call.Launch launch(String typeName, String image, int countMin, int countMax, String zone) {
        var candidate =
                new LaunchTemplate.Candidate(new InstanceTypeKey("aws", null, typeName, null), zone, Market.ON_DEMAND);
        return new Call.Launch(token(), OWNER, template(image, null), candidate, countMin, countMax);
    }

    static String token() {
        return UUID.randomUUID().toString();
    }
}
