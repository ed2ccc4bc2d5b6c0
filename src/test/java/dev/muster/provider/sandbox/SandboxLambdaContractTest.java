package dev.muster.provider.sandbox;

import dev.muster.provider.ProviderContract;
import dev.muster.provider.ProviderFixture;

class SandboxLambdaContractTest implements ProviderContract {
    private final SandboxFixture fixture = new SandboxFixture(SandboxProfile.LAMBDA_LIKE);

    @Override
    public ProviderFixture fixture() {
        return fixture;
    }
}
