package dev.muster.house;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/** Every rule of the architecture, over one root package. */
final class Architecture {
    private Architecture() {}

    static List<ArchRule> rules(String root) {
        var rules = new ArrayList<ArchRule>();

        var layers = new Layers(root);
        Layers.bound().forEach(layer -> rules.add(layers.seesOnlyWhatItMay(layer)));
        rules.add(layers.cloudsDoNotKnowEachOther());
        rules.add(layers.theInterfaceKnowsNoCloud());
        rules.add(layers.everyClassHasALayer());

        var purity = new Purity(root);
        rules.add(purity.seeValuesOnly());
        rules.add(purity.askTheMachineNothing());

        rules.add(new Waiting(root).nobodyWaits());

        var homes = new Homes(root);
        rules.add(homes.awsSdk());
        rules.add(homes.avro());
        rules.add(homes.generated());
        rules.add(homes.kafkaServer());
        return rules;
    }
}
