package dev.muster.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.model.Zone;
import dev.muster.provider.ProviderFactory.AccountSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsSettingsTest {
    private static final Map<String, String> LEAST = Map.of("zones", "us-east-1a=use1-az4, us-east-1b");

    @Test
    void zonesAreAllThatMustBeSet() {
        AwsSettings settings = AwsSettings.of(TestAccount.settings(LEAST));

        assertThat(settings.zonesOf("us-east-1"))
                .containsExactly(new Zone("us-east-1a", "use1-az4"), new Zone("us-east-1b", null));
        assertThat(settings.rootDevice()).isEqualTo("/dev/xvda");
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.role()).isNull();
    }

    @Test
    void everyRegionHasItsOwnZones() {
        AwsSettings settings = AwsSettings.of(new AccountSettings(
                "aws-prod",
                "aws",
                List.of("us-east-1", "us-west-2"),
                List.of("acme"),
                false,
                Duration.ofSeconds(20),
                Map.of("zones", "us-east-1a,us-west-2b,us-east-1-bos-1a")));

        assertThat(settings.zonesOf("us-west-2")).extracting(Zone::name).containsExactly("us-west-2b");
        assertThat(settings.zonesOf("us-east-1"))
                .extracting(Zone::name)
                .containsExactly("us-east-1a", "us-east-1-bos-1a");
    }

    @Test
    void roleGoesWithItsIdAndSession() {
        var settings = with("roleArn", "arn:aws:iam::123456789012:role/muster");
        settings.put("externalId", "agreed");

        assertThat(AwsSettings.of(TestAccount.settings(settings)).role())
                .isEqualTo(new AssumedRole("arn:aws:iam::123456789012:role/muster", "agreed", "muster"));
    }

    /** The setting in full and what to do about it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            zone               | us-east-1a              | there is no such setting
            zones              | ""                      | names no zone of us-east-1; list the zones
            zones              | us-east-1a,eu-west-1a   | 'eu-west-1a' is in none of the account's regions
            zones              | us-east-1a=1            | write it as use1-az4
            zones              | us-east-1a,us-east-1a   | name each once
            roleArn            | muster                  | write it as arn:aws:iam::
            externalId         | agreed                  | set muster.accounts.aws-prod.settings.roleArn too
            endpoint           | localhost:4566          | write it as https://host
            endpoint           | http://me:pw@localhost  | write it as https://host
            maxConcurrency     | many                    | whole number from 1 to 1000
            maxConcurrency     | 0                       | whole number from 1 to 1000
            connectTimeout     | soon                    | write it as 2s
            tlsTimeout         | 5m                      | from 1ms to 30s
            defaultImage       | resolve:ssm:/al2023     | never as a reference
            rootDevice         | xvda                    | write it as /dev/xvda
            extraInstanceTypes | p5.48xlarge,Big         | 'Big' is no type
            """)
    void wrongSettingIsNamedWithItsRemedy(String name, String value, String remedy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsSettings.of(TestAccount.settings(with(name, value))))
                .withMessageStartingWith("muster.accounts.aws-prod.settings." + name + ": ")
                .withMessageContaining(remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "accessKeyId, whatever",
        "secret-access-key, whatever",
        "aws.sessionToken, whatever",
        "password, whatever",
        "profile, AKIAIOSFODNN7EXAMPLE"
    })
    void secretIsRefusedAndNotRepeated(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsSettings.of(TestAccount.settings(with(name, value))))
                .withMessageContaining("credentials are never settings")
                .withMessageContaining("settings.profile, settings.roleArn")
                .withMessageNotContaining(value);
    }

    @Test
    void zonesAreMissedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsSettings.of(TestAccount.settings(Map.of())))
                .withMessageContaining("muster.accounts.aws-prod.settings.zones: names no zone of us-east-1");
    }

    private static Map<String, String> with(String name, String value) {
        var settings = new HashMap<>(LEAST);
        settings.put(name, value);
        return settings;
    }
}
