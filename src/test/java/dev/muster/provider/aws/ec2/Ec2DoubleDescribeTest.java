package dev.muster.provider.aws.ec2;

import static dev.muster.provider.aws.ec2.Ec2Session.ZONE_A;
import static dev.muster.provider.aws.ec2.Ec2Session.ZONE_B;
import static dev.muster.provider.aws.ec2.Ec2Session.code;
import static dev.muster.provider.aws.ec2.Ec2Session.ids;
import static dev.muster.provider.aws.ec2.Ec2Session.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

class Ec2DoubleDescribeTest {
    private static final String UNKNOWN = "i-0123456789abcdef0";

    @RegisterExtension
    final Ec2Session ec2 = new Ec2Session();

    @Test
    void newInstanceIsNotVisibleUntilItsLagIsOver() {
        ec2.cloud().knobs().visibleAfter(Duration.ofSeconds(30));
        String id = only(ec2.run(request -> request.clientToken("t1")));

        assertThat(ec2.client().describeInstances().join().reservations()).isEmpty();
        assertThat(code(ec2.refusal(() -> ec2.client().describeInstances(r -> r.instanceIds(id)))))
                .isEqualTo("InvalidInstanceID.NotFound");
        assertThat(code(ec2.refusal(() -> ec2.client().terminateInstances(r -> r.instanceIds(id)))))
                .isEqualTo("InvalidInstanceID.NotFound");
        assertThat(code(ec2.refusal(
                        () -> ec2.client().createTags(r -> r.resources(id).tags(t -> t.key("k"))))))
                .isEqualTo("InvalidInstanceID.NotFound");
        assertThat(only(ec2.run(request -> request.clientToken("t1")))).isEqualTo(id);

        ec2.cloud().clock().advance(Duration.ofSeconds(30));
        assertThat(matching("instance-id", id)).containsExactly(id);
    }

    @Test
    void pagesCoverEverythingOnce() {
        ec2.cloud().knobs().rowsPerPageMax(5);
        var launched = new ArrayList<String>();
        IntStream.range(0, 4)
                .forEach(n -> launched.addAll(ids(ec2.run(r -> r.minCount(3).maxCount(3)))));

        var pages = new ArrayList<List<String>>();
        ec2.client()
                .describeInstancesPaginator(r -> r.maxResults(1000))
                .subscribe(page -> pages.add(idsOf(page)))
                .join();

        assertThat(pages).extracting(List::size).containsExactly(5, 5, 2);
        assertThat(pages.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(launched);
    }

    @Test
    void rowsOfOneLaunchShareAReservation() {
        var first = ec2.run(r -> r.minCount(3).maxCount(3));
        ec2.run(request -> {});

        var reservations = ec2.client().describeInstances().join().reservations();

        assertThat(reservations).hasSize(2);
        assertThat(reservations)
                .filteredOn(Reservation::reservationId, first.reservationId())
                .flatExtracting(Reservation::instances)
                .extracting(Instance::instanceId)
                .isEqualTo(ids(first));
    }

    @Test
    void pageSizeWithIdsIsRefused() {
        String id = only(ec2.run(request -> {}));

        assertThat(code(ec2.refusal(() ->
                        ec2.client().describeInstances(r -> r.instanceIds(id).maxResults(10)))))
                .isEqualTo("InvalidParameterCombination");
    }

    @Test
    void pageSizeHasBoundsAndTokensAreChecked() {
        assertThat(code(ec2.refusal(() -> ec2.client().describeInstances(r -> r.maxResults(4)))))
                .isEqualTo("InvalidParameterValue");
        assertThat(code(ec2.refusal(() -> ec2.client().describeInstances(r -> r.maxResults(1001)))))
                .isEqualTo("InvalidParameterValue");
        assertThat(code(ec2.refusal(() -> ec2.client().describeInstances(r -> r.nextToken("forged")))))
                .isEqualTo("InvalidNextToken");
    }

    @Test
    void oneBadIdFailsTheCall() {
        String id = only(ec2.run(request -> {}));

        var refusal = ec2.refusal(() -> ec2.client().describeInstances(r -> r.instanceIds(id, UNKNOWN)));

        assertThat(code(refusal)).isEqualTo("InvalidInstanceID.NotFound");
        assertThat(refusal.awsErrorDetails().errorMessage()).contains(UNKNOWN).doesNotContain(id);
    }

    @Test
    void filtersSelect() {
        String web = tagged("t-web", "role", "web-1");
        String database = tagged("t-db", "role", "db-1");
        String other = tagged("t-other", "owner", "*");
        ec2.client().terminateInstances(r -> r.instanceIds(other)).join();

        assertThat(matching("tag:role", "web-1")).containsExactly(web);
        assertThat(matching("tag:role", "web-1", "db-1")).containsExactlyInAnyOrder(web, database);
        assertThat(matching("tag:role", "*-?")).containsExactlyInAnyOrder(web, database);
        assertThat(matching("tag:role", "web?1", "nothing")).containsExactly(web);
        assertThat(matching("tag:role", "WEB-1")).isEmpty();
        assertThat(matching("tag:owner", "\\*")).containsExactly(other);
        assertThat(matching("tag-key", "role")).containsExactlyInAnyOrder(web, database);
        assertThat(matching("client-token", "t-db")).containsExactly(database);
        assertThat(matching("instance-id", other)).containsExactly(other);
        assertThat(matching("instance-state-name", "pending")).containsExactlyInAnyOrder(web, database);
        assertThat(matching("instance-state-name", "shutting-down")).containsExactly(other);
    }

    @Test
    void filtersAllHaveToMatch() {
        String web = tagged("t-web", "role", "web-1");
        tagged("t-db", "role", "db-1");

        assertThat(idsOf(ec2.client()
                        .describeInstances(
                                r -> r.filters(f -> f.name("tag-key").values("role"), f -> f.name("client-token")
                                        .values("t-w*")))
                        .join()))
                .containsExactly(web);
    }

    @Test
    void unknownFilterAndTooManyValuesAreRefused() {
        assertThat(code(ec2.refusal(() -> ec2.client()
                        .describeInstances(r -> r.filters(f -> f.name("colour").values("red"))))))
                .isEqualTo("InvalidParameterValue");
        var values = IntStream.range(0, 201).mapToObj(String::valueOf).toList();
        assertThat(code(ec2.refusal(() -> ec2.client()
                        .describeInstances(r -> r.filters(f -> f.name("tag-key").values(values))))))
                .isEqualTo("FilterLimitExceeded");
    }

    @Test
    void createTagsAddsToAllOrNone() {
        String id = only(ec2.run(request -> {}));
        ec2.client()
                .createTags(r -> r.resources(id).tags(t -> t.key("a").value("1")))
                .join();

        ec2.refusal(() -> ec2.client()
                .createTags(r -> r.resources(id, UNKNOWN).tags(t -> t.key("a").value("2"))));

        assertThat(ec2.region().instance(id).orElseThrow().tags()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void createTagsReachesVolumesAndHoldsToTheLimit() {
        ec2.run(request -> {});
        String volume = ec2.region().instances().get(0).volumes().get(0).id();
        ec2.client()
                .createTags(r -> r.resources(volume).tags(t -> t.key("a").value("1")))
                .join();
        var many = IntStream.range(0, 50)
                .mapToObj(n -> Tag.builder().key("k" + n).value("").build())
                .toList();

        assertThat(code(ec2.refusal(
                        () -> ec2.client().createTags(r -> r.resources(volume).tags(many)))))
                .isEqualTo("TagLimitExceeded");
        assertThat(ec2.region().instances().get(0).volumes().get(0).tags()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void statusTellsOfRunningInstancesAndWhetherTheyAreImpaired() {
        String id = ec2.runOne(request -> {}).instanceId();
        String pending = only(ec2.run(request -> {}));
        ec2.region().impair(id, true);

        var statuses = ec2.client().describeInstanceStatus().join().instanceStatuses();
        var all = ec2.client()
                .describeInstanceStatus(r -> r.includeAllInstances(true))
                .join()
                .instanceStatuses();

        assertThat(statuses)
                .extracting(status ->
                        status.instanceId() + " " + status.instanceStatus().statusAsString())
                .containsExactly(id + " impaired");
        assertThat(all).extracting("instanceId").containsExactlyInAnyOrder(id, pending);
    }

    @Test
    void zonesHaveIdsThatDoNotFollowTheirNames() {
        assertThat(ec2.client().describeAvailabilityZones().join().availabilityZones())
                .extracting(AvailabilityZone::zoneName, AvailabilityZone::zoneId)
                .startsWith(tuple(ZONE_A, "use1-az4"), tuple(ZONE_B, "use1-az6"));
        assertThat(ec2.client("ap-southeast-2")
                        .describeAvailabilityZones()
                        .join()
                        .availabilityZones())
                .extracting(AvailabilityZone::zoneId)
                .contains("apse2-az1");
    }

    @Test
    void typesAndImagesAreTheOnesAskedFor() {
        ec2.cloud().knobs().missingImage("ami-404");

        var type = ec2.client()
                .describeInstanceTypes(r -> r.instanceTypesWithStrings("p5.48xlarge"))
                .join()
                .instanceTypes();

        assertThat(type).extracting(info -> info.vCpuInfo().defaultVCpus()).containsExactly(192);
        assertThat(ec2.client().describeImages(r -> r.imageIds("ami-1")).join().images())
                .hasSize(1);
        assertThat(code(ec2.refusal(() -> ec2.client().describeImages(r -> r.imageIds("ami-404")))))
                .isEqualTo("InvalidAMIID.NotFound");
    }

    private String tagged(String token, String key, String value) {
        return only(ec2.run(
                request -> request.clientToken(token).tagSpecifications(tags -> tags.resourceType(ResourceType.INSTANCE)
                        .tags(tag -> tag.key(key).value(value)))));
    }

    private Set<String> matching(String filter, String... values) {
        return Set.copyOf(idsOf(ec2.client()
                .describeInstances(r -> r.filters(f -> f.name(filter).values(values)))
                .join()));
    }

    private static List<String> idsOf(DescribeInstancesResponse page) {
        return page.reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .map(Instance::instanceId)
                .toList();
    }
}
