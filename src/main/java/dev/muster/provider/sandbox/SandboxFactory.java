package dev.muster.provider.sandbox;

final class SandboxFactory {
    static final String PROVIDER = "sandbox";
}
