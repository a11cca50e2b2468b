package org.stationboard.api.access;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider that people log in at, and what its claims mean here. Immutable.
 *
 * @param issuer as its tokens name it; {@code /.well-known/openid-configuration} stands below it
 * @param clientSecret null for a client without one: PKCE alone proves who asks for the token
 * @param publicUrl where browsers reach this server; the provider sends them back to {@code /api/v1/oidc/callback}
 * @param accountClaim whose value is the account's id
 * @param roleClaim whose value, or one of its values, says the role
 * @param unitClaim whose value is the unit's id; absent is the whole register, where the role may have it
 * @param roles what values of the role claim mean; in this order, the first that is there counts
 */
public record OidcSettings(
        URI issuer,
        String clientId,
        @Nullable String clientSecret,
        URI publicUrl,
        String accountClaim,
        String roleClaim,
        String unitClaim,
        Map<String, Role> roles) {
    public OidcSettings {
        if (roles.isEmpty() || roles.values().stream().anyMatch(role -> !role.ofAccounts())) {
            throw new IllegalArgumentException(
                    "roles: " + roles.values() + " (expected: roles of accounts, at least one)");
        }
    }

    URI callback() {
        return publicUrl.resolve("/api/v1/oidc/callback");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
