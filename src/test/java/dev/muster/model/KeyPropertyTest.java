package dev.muster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.WithNull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Canonical keys: parsing is the inverse of formatting, for every part anybody can think of. */
class KeyPropertyTest {
    @Property
    void typeKeysSurviveTheirText(
            @ForAll @NotEmpty String provider,
            @ForAll @WithNull(0.3) String upstream,
            @ForAll @NotEmpty String name,
            @ForAll @WithNull(0.3) String variant) {
        if (isUnpaired(provider + upstream + name + variant)) {
            return;
        }
        var key = new InstanceTypeKey(provider, orNull(upstream), name, orNull(variant));

        assertThat(InstanceTypeKey.parse(key.format())).isEqualTo(key);
    }

    @Property
    void offeringKeysSurviveTheirText(
            @ForAll @NotEmpty String name,
            @ForAll @NotEmpty String region,
            @ForAll @WithNull(0.3) String zone,
            @ForAll Market market) {
        if (isUnpaired(name + region + zone)) {
            return;
        }
        var key = new OfferingKey(new InstanceTypeKey("aws", null, name, null), region, orNull(zone), market);

        assertThat(OfferingKey.parse(key.format())).isEqualTo(key);
    }

    @Test
    void theTextIsTheDocumentedOne() {
        var type = new InstanceTypeKey("aws", null, "p5.48xlarge", null);

        assertThat(type.format()).isEqualTo("it1:aws:-:p5.48xlarge:-");
        assertThat(new OfferingKey(type, "us-east-1", "use1-az4", Market.SPOT).format())
                .isEqualTo("of1:aws:-:p5.48xlarge:-@us-east-1/use1-az4+spot");
        assertThat(new OfferingKey(type, "us-west-1", null, Market.ON_DEMAND).format())
                .isEqualTo("of1:aws:-:p5.48xlarge:-@us-west-1/*+on-demand");
        assertThat(new InstanceTypeKey("x", "-", "a:b", null).format()).isEqualTo("it1:x:%2D:a%3Ab:-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "it1",
                "it2:a:-:b:-",
                "it1:-:-:b:-",
                "it1:a:-:b",
                "it1:a:-:b%2:-",
                "it1:a:-:b%61:-",
                "it1:a:-:ä:-"
            })
    void whatFormatCannotHaveWrittenIsRefused(String text) {
        assertThatThrownBy(() -> InstanceTypeKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** Half a surrogate pair is no text, and cannot be written as UTF-8. */
    private static boolean isUnpaired(String text) {
        return !java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
