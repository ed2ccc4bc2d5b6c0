package dev.muster.provider.aws;

import dev.muster.provider.ComputeProvider;
import dev.muster.provider.ProviderContract;
import dev.muster.provider.ProviderFactory.AccountSettings;
import dev.muster.provider.ProviderFixture;
import dev.muster.provider.aws.ec2.DoubleClock;
import dev.muster.provider.aws.ec2.Ec2Double;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.InstanceType;

/** EC2 keeps what every provider promises, though a new instance takes a while to be shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Ec2ContractTest implements ProviderContract {
    private static final String IMAGE = "ami-0feedface00000001";

    private Ec2Double cloud;
    private AwsAccount others;
    private Ec2AsyncClient sdk;
    private Fixture fixture;

    @BeforeAll
    void open() {
        cloud = Ec2Double.start(DoubleClock.running());
        cloud.knobs()
                .pendingFor(Duration.ofMillis(30))
                .stoppingFor(Duration.ofMillis(5))
                .shuttingDownFor(Duration.ofMillis(5))
                .visibleAfter(Duration.ofMillis(20));
        AccountSettings account = TestAccount.at(cloud.endpoint(), Map.of());
        others = new AwsAccount("others", AwsSettings.of(account), TestAccount.REGION);
        sdk = others.ec2(TestAccount.REGION);
        fixture = new Fixture(new AwsFactory().open(account, TestAccount.REGION), sdk);
    }

    @AfterAll
    void close() {
        fixture.provider().close();
        sdk.close();
        others.close();
        cloud.close();
    }

    @Override
    public ProviderFixture fixture() {
        return fixture;
    }

    private record Fixture(ComputeProvider provider, Ec2AsyncClient sdk) implements ProviderFixture {
        @Override
        public String typeName() {
            return TestAccount.TYPE;
        }

        @Override
        public String image() {
            return IMAGE;
        }

        @Override
        public String freshKey() {
            return UUID.randomUUID().toString();
        }

        @Override
        public String unknownId() {
            return "i-0123456789abcdef0";
        }

        @Override
        public String addForeign() {
            return sdk.runInstances(request -> request.imageId(IMAGE)
                            .instanceType(InstanceType.T3_MICRO)
                            .minCount(1)
                            .maxCount(1))
                    .join()
                    .instances()
                    .get(0)
                    .instanceId();
        }
    }
}
