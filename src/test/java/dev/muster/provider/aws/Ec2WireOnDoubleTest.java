package dev.muster.provider.aws;

import dev.muster.provider.aws.ec2.DoubleClock;
import dev.muster.provider.aws.ec2.Ec2Double;
import dev.muster.provider.aws.ec2.Form;
import dev.muster.provider.aws.ec2.InstanceView;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The adapter against our own reading of EC2, which has no excuse for anything. */
class Ec2WireOnDoubleTest extends Ec2WireContract {
    @Override
    Ec2Endpoint start() {
        return new OnDouble(Ec2Double.start(DoubleClock.stoppedAt(Instant.parse("2026-01-01T00:00:00Z"))));
    }

    private record OnDouble(Ec2Double cloud) implements Ec2Endpoint {
        @Override
        public URI uri() {
            return cloud.endpoint();
        }

        @Override
        public String image() {
            cloud.knobs().missingImage("ami-0123456789abcdef0");
            return "ami-0feedface00000001";
        }

        @Override
        public void settle() {
            cloud.clock().advance(Duration.ofSeconds(10));
        }

        @Override
        public Seen seen(String id) {
            InstanceView view = cloud.region(TestAccount.REGION).instance(id).orElseThrow();
            Map<String, String> launch = cloud.log().requests("RunInstances").stream()
                    .map(Form::values)
                    .filter(form -> form.get("ClientToken").equals(view.token()))
                    .findFirst()
                    .orElseThrow();
            return new Seen(
                    view.tags(),
                    view.volumes().stream()
                            .map(volume -> Map.copyOf(volume.tags()))
                            .toList(),
                    view.volumes().stream().map(volume -> volume.sizeGib()).toList(),
                    launch.getOrDefault("UserData", ""));
        }

        @Override
        public Set<Semantic> missing() {
            return Set.of();
        }

        @Override
        public void close() {
            cloud.close();
        }
    }
}
