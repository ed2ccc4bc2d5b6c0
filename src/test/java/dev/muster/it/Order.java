package dev.muster.it;

import dev.muster.model.Command.CreateInstance;
import dev.muster.model.Command.RebootInstance;
import dev.muster.model.Command.StartInstance;
import dev.muster.model.Command.StopInstance;
import dev.muster.model.Command.TerminateInstance;
import dev.muster.model.Command.TypeWish;
import dev.muster.model.ResourceName;
import dev.muster.model.Scope;
import java.util.List;
import java.util.Map;

/** Commands for one account, as plain as they can be. */
enum Order {
    SANDBOX(Deployment.SANDBOX, "sandbox-1", "small", null),
    LAMBDA(Deployment.LAMBDA, "sandbox-1", "gpu-1", null),
    AWS(Deployment.AWS, "us-east-1", "t3.micro", "ami-0feedface00000001");

    /** The tag by which a machine is known again at its provider. */
    static final String TAG = "order";

    private final String account;
    private final String region;
    private final String type;
    private final String image;

    Order(String account, String region, String type, String image) {
        this.account = account;
        this.region = region;
        this.type = type;
        this.image = image;
    }

    ResourceName name(String id) {
        return ResourceName.instance(new Scope("default", account, region), id);
    }

    /** @param count null for exactly one */
    CreateInstance create(String name, Integer count) {
        return create(name, count, Map.of(TAG, name), false);
    }

    /** As {@link #create(String, Integer)}, in one launch with all others of the same group. */
    CreateInstance createIn(String group, String name) {
        return create(name, null, Map.of(TAG, group), false);
    }

    /** Asks whether it could be done; nothing is. */
    CreateInstance createOnPaper(String name) {
        return create(name, null, Map.of(), true);
    }

    private CreateInstance create(String name, Integer count, Map<String, String> tags, boolean dryRun) {
        return new CreateInstance(
                account,
                region,
                null,
                name,
                count,
                List.of(new TypeWish(type, null, null)),
                List.of(),
                List.of(),
                image,
                null,
                List.of(),
                null,
                null,
                tags,
                null,
                null,
                null,
                dryRun,
                null);
    }

    StopInstance stop(String name) {
        return new StopInstance(account, region, null, name, null, null, false);
    }

    StartInstance start(String name) {
        return new StartInstance(account, region, null, name, null, null, false);
    }

    RebootInstance reboot(String name) {
        return new RebootInstance(account, region, null, name, null, null, false);
    }

    TerminateInstance terminate(String name) {
        return new TerminateInstance(account, region, null, name, null, null, false);
    }
}
