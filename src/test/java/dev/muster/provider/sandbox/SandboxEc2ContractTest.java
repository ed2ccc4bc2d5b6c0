package dev.muster.provider.sandbox;

import dev.muster.provider.ProviderContract;
import dev.muster.provider.ProviderFixture;

class SandboxEc2ContractTest implements ProviderContract {
    private final SandboxFixture fixture = new SandboxFixture(SandboxProfile.EC2_LIKE);

    @Override
    public ProviderFixture fixture() {
        return fixture;
    }
}
