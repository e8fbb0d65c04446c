package org.coetracker.account.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.coetracker.access.Role;
import org.coetracker.people.TeamPlace;
import org.coetracker.shared.start.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimMappingTest {
    private static final String CLAIMS = """
            {"sub": "1", "groups": ["storage", "leads", "unknown", 7], "realm_access": {"roles": ["coe-author", "x"]},
             "https://example.org/roles": ["ops"], "words": "one two", "number": 7}""";

    @Test
    void roles_are_those_of_the_mapped_values() {
        ClaimMapping mapping = mapping(Map.of("roles", "coe-author=author, coe-admin=admin"));

        assertThat(mapping.rolesOf(Claims.of(CLAIMS))).containsExactly(Role.AUTHOR);
        assertThat(mapping.keepsRoles()).isTrue();
    }

    @Test
    void who_has_no_mapped_value_has_the_default_role_or_none() {
        assertThat(mapping(Map.of("roles", "a=admin")).rolesOf(Claims.of(CLAIMS)))
                .containsExactly(Role.VIEWER);
        assertThat(mapping(Map.of("roles", "a=admin", "defaultRole", "author")).rolesOf(Claims.of(CLAIMS)))
                .containsExactly(Role.AUTHOR);
        assertThat(mapping(Map.of("roles", "a=admin", "defaultRole", "none")).rolesOf(Claims.of(CLAIMS)))
                .isEmpty();
    }

    @Test
    void without_a_mapping_roles_and_teams_are_kept_here() {
        ClaimMapping mapping = mapping(Map.of());

        assertThat(mapping.keepsRoles()).isFalse();
        assertThat(mapping.keptPlaces()).isEmpty();
        assertThat(mapping.rolesOf(Claims.of(CLAIMS))).containsExactly(Role.VIEWER);
    }

    @Test
    void teams_are_those_of_the_mapped_values_and_may_be_managed() {
        ClaimMapping mapping = mapping(Map.of("teams", "storage=store,leads=store:manager,cn=a=team-a"));

        assertThat(mapping.placesOf(Claims.of(CLAIMS)))
                .containsExactlyInAnyOrder(new TeamPlace("store", false), new TeamPlace("store", true));
        assertThat(mapping.keptPlaces()).hasSize(3).contains(new TeamPlace("team-a", false));
    }

    @ParameterizedTest
    @CsvSource({
        "realm_access/roles, coe-author=author",
        "https://example.org/roles, ops=author",
        "words, two=author",
        "groups, leads=author"
    })
    void a_claim_is_found_by_name_or_by_path(String claim, String roles) {
        assertThat(mapping(Map.of("roleClaim", claim, "roles", roles)).rolesOf(Claims.of(CLAIMS)))
                .containsExactly(Role.AUTHOR);
    }

    @ParameterizedTest
    @CsvSource({"number", "sub/roles", "realm_access", "nothing/at/all", "''"})
    void a_claim_that_holds_no_texts_gives_nothing(String claim) {
        assertThat(mapping(Map.of("roleClaim", claim, "roles", "x=admin", "defaultRole", "none"))
                        .rolesOf(Claims.of(CLAIMS)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "roles       | a=boss    | COE_OIDC_ROLES",
                "roles       | admin     | COE_OIDC_ROLES",
                "roles       | =admin    | COE_OIDC_ROLES",
                "roles       | a=        | COE_OIDC_ROLES",
                "roles       | a=admin,a=viewer | COE_OIDC_ROLES",
                "defaultRole | boss      | COE_OIDC_DEFAULT_ROLE",
                "teams       | storage   | COE_OIDC_TEAMS",
                "teams       | a=Team X  | COE_OIDC_TEAMS",
                "teams       | a=:manager | COE_OIDC_TEAMS",
            })
    void a_setting_that_cannot_be_meant_is_named(String setting, String value, String variable) {
        assertThatThrownBy(() -> mapping(Map.of(setting, value)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(variable);
    }

    @Test
    void single_sign_on_is_off_without_an_issuer_and_whole_with_one() {
        Map<String, String> whole = Map.of(
                "issuer", "https://login.example.org/realms/x", "clientId", "coe-tracker", "clientSecret", "s3cret");

        assertThat(Provider.from(settings(Map.of()))).isEmpty();
        Provider provider = Provider.from(settings(whole)).orElseThrow();
        assertThat(provider.audience()).isEqualTo("coe-tracker");
        assertThat(provider.linkByEmail()).isFalse();
        assertThat(provider.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, login.example.org, COE_OIDC_ISSUER",
        "issuer, ftp://login.example.org, COE_OIDC_ISSUER",
        "issuer, https://login.example.org/?a=b, COE_OIDC_ISSUER",
        "issuer, 'https://log in', COE_OIDC_ISSUER",
        "issuer, , COE_OIDC_ISSUER",
        "clientId, , COE_OIDC_CLIENT_ID",
        "clientSecret, , COE_OIDC_CLIENT_SECRET",
        "linkByEmail, yes, COE_OIDC_LINK_BY_EMAIL"
    })
    void a_setting_of_the_provider_that_is_missing_or_wrong_is_named(String setting, String value, String variable) {
        Map<String, String> settings = new HashMap<>(
                Map.of("issuer", "https://login.example.org", "clientId", "coe-tracker", "clientSecret", "s3cret"));
        settings.put(setting, value);

        assertThatThrownBy(() -> Provider.from(settings(settings)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(variable)
                .hasMessageNotContaining("s3cret");
    }

    private static ClaimMapping mapping(Map<String, String> settings) {
        return ClaimMapping.from(settings(settings));
    }

    static OidcSettings settings(Map<String, String> values) {
        return (OidcSettings) java.lang.reflect.Proxy.newProxyInstance(
                OidcSettings.class.getClassLoader(),
                new Class<?>[] {OidcSettings.class},
                (proxy, method, arguments) -> Optional.ofNullable(values.get(method.getName())));
    }
}
