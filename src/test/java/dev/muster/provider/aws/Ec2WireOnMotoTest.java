package dev.muster.provider.aws;

import dev.muster.provider.ProviderFactory.AccountSettings;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.Volume;

/**
 * The adapter against somebody else's reading of EC2: that what we send is understood and what is answered is read. It
 * proves no idempotency: see the list.
 */
@Tag("emulator")
class Ec2WireOnMotoTest extends Ec2WireContract {
    /** Each is proven, by its own test of the suite, to be missing still. */
    private static final Set<Semantic> MISSING = EnumSet.of(
            Semantic.TOKEN_NEVER_LAUNCHES_TWICE,
            Semantic.TOKEN_IS_BOUND_TO_ITS_PARAMETERS,
            Semantic.TOKEN_OF_ENDED_MACHINES_SAYS_SO,
            Semantic.LAUNCH_FILLS_TO_MAX_COUNT,
            Semantic.FINDS_BY_TOKEN,
            Semantic.ENDED_MACHINES_CANNOT_BE_STOPPED,
            Semantic.ROWS_TELL_THEIR_ZONE_ID);

    /** One of the images Moto has by itself. */
    private static final String IMAGE = "ami-12c6146b";

    @Override
    Ec2Endpoint start() throws Exception {
        MotoServer moto = MotoServer.start();
        AccountSettings account = TestAccount.at(moto.uri(), Map.of());
        AwsAccount shared = new AwsAccount("moto", AwsSettings.of(account), TestAccount.REGION);
        Ec2AsyncClient sdk = shared.ec2(TestAccount.REGION);
        // Moto loads its images and types with the first call, which takes longer than a call of ours may.
        sdk.describeImages(request -> request.imageIds(IMAGE)).join();
        return new OnMoto(moto, shared, sdk);
    }

    private record OnMoto(MotoServer moto, AwsAccount account, Ec2AsyncClient sdk) implements Ec2Endpoint {
        @Override
        public URI uri() {
            return moto.uri();
        }

        @Override
        public String image() {
            return IMAGE;
        }

        @Override
        public void settle() {
            // Moto's instances are where they are going as soon as the answer is out.
        }

        @Override
        public Seen seen(String id) {
            var instance = sdk.describeInstances(request -> request.instanceIds(id))
                    .join()
                    .reservations()
                    .get(0)
                    .instances()
                    .get(0);
            List<Volume> volumes = sdk.describeVolumes(request -> request.filters(
                            filter -> filter.name("attachment.instance-id").values(id)))
                    .join()
                    .volumes();
            String userData = sdk.describeInstanceAttribute(
                            request -> request.instanceId(id).attribute(InstanceAttributeName.USER_DATA))
                    .join()
                    .userData()
                    .value();
            return new Seen(
                    tags(instance.tags()),
                    volumes.stream().map(volume -> tags(volume.tags())).toList(),
                    volumes.stream().map(Volume::size).toList(),
                    userData);
        }

        @Override
        public Set<Semantic> missing() {
            return MISSING;
        }

        @Override
        public void close() {
            sdk.close();
            account.close();
            moto.close();
        }

        private static Map<String, String> tags(List<software.amazon.awssdk.services.ec2.model.Tag> tags) {
            return tags.stream().collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
        }
    }
}
