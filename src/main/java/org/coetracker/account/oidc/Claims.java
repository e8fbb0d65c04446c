package org.coetracker.account.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.coetracker.shared.json.JsonText;

/** What a provider says of somebody, in a token whose signature has been checked. */
final class Claims {
    private final JsonNode claims;

    private Claims(JsonNode claims) {
        this.claims = claims;
    }

    /** The claims of a token's body, a JSON object. */
    static Claims of(String json) {
        return new Claims(JsonText.parse(json));
    }

    /** The claims of a signed token (RFC 7515, compact form), whose signature somebody else has checked. */
    static Claims ofToken(String token) {
        return of(decoded(token, 1));
    }

    /** What the header of a signed token says. */
    static Claims ofHeader(String token) {
        return of(decoded(token, 0));
    }

    private static String decoded(String token, int part) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[part]), StandardCharsets.UTF_8);
    }

    /** Whether the claim is there. */
    boolean has(String name) {
        return claims.hasNonNull(name);
    }

    /** A claim that is a text and not empty. */
    Optional<String> text(String path) {
        JsonNode value = at(path);
        return value.isTextual() && !value.textValue().isBlank() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** Whether the claim is the boolean true; the word is not enough. */
    boolean isTrue(String name) {
        return claims.path(name).isBoolean() && claims.path(name).booleanValue();
    }

    /** A claim that is a time, in seconds since 1970 (RFC 7519, NumericDate). */
    Optional<Instant> time(String name) {
        JsonNode value = claims.path(name);
        return value.isNumber() ? Optional.of(Instant.ofEpochSecond(value.longValue())) : Optional.empty();
    }

    /** The texts of a claim that is a list of them, or one text, which counts as a list of words. */
    List<String> texts(String path) {
        JsonNode value = at(path);
        if (value.isTextual()) {
            return List.of(value.textValue().strip().split("\\s+"));
        }
        List<String> texts = new ArrayList<>();
        value.forEach(item -> {
            if (item.isTextual()) {
                texts.add(item.textValue());
            }
        });
        return texts;
    }

    /** The claim of that very name, such as {@code https://example.org/roles}; else what the path leads to. */
    private JsonNode at(String path) {
        if (claims.has(path)) {
            return claims.get(path);
        }
        JsonNode place = claims;
        for (String name : path.split("/")) {
            place = place.path(name);
        }
        return place;
    }
}
