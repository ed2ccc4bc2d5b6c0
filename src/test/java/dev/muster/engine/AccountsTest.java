package dev.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Scope;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private final Accounts accounts = new Sandboxes(InstantSource.system())
            .open("theirs", List.of("blue", "green"))
            .open("everybodys", List.of())
            .accounts();

    @Test
    void anAccountServesItsTenantsInItsRegions() {
        assertThat(accounts.provider(scope("blue", "theirs", DrivenEngine.REGION)))
                .isNotNull();
        assertThat(accounts.provider(scope("green", "theirs", DrivenEngine.REGION)))
                .isNotNull();
        assertThat(accounts.provider(scope("red", "theirs", DrivenEngine.REGION)))
                .isNull();
        assertThat(accounts.provider(scope("blue", "theirs", "mars"))).isNull();
        assertThat(accounts.provider(scope("blue", "nobodys", DrivenEngine.REGION)))
                .isNull();
    }

    @Test
    void anAccountThatNamesNoTenantIsEverybodys() {
        assertThat(accounts.provider(scope("red", "everybodys", DrivenEngine.REGION)))
                .isNotNull();
    }

    /** Or a tenant could find out what accounts the others have. */
    @Test
    void somebodyElsesAccountIsAsUnknownAsNone() {
        assertThat(accounts.refusal(scope("red", "theirs", "mars")))
                .isEqualTo(accounts.refusal(scope("red", "nobodys", "mars")));
        assertThat(accounts.refusal(scope("blue", "theirs", "mars")).violations())
                .extracting(violation -> violation.rule())
                .containsExactly("UNKNOWN_REGION");
    }

    @Test
    void accountsAreListedById() {
        assertThat(accounts.all())
                .extracting(account -> account.settings().id())
                .containsExactly("everybodys", "theirs");
    }

    private static Scope scope(String tenant, String account, String region) {
        return new Scope(tenant, account, region);
    }
}
