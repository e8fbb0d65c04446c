package org.coetracker.account.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.coetracker.account.session.Origin;
import org.coetracker.account.session.SignOutElsewhere;
import org.coetracker.shared.json.JsonText;
import org.jboss.logging.Logger;

/** Ends the provider's session together with ours (OpenID Connect RP-Initiated Logout 1.0). */
@Singleton
class ProviderSignOut implements SignOutElsewhere {
    private static final Logger LOG = Logger.getLogger(ProviderSignOut.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Where people are once they are signed out; registered at the provider. */
    private static final String AFTERWARDS = "/sign-in";

    private final SingleSignOn singleSignOn;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private volatile Optional<String> known;

    ProviderSignOut(SingleSignOn singleSignOn) {
        this.singleSignOn = singleSignOn;
    }

    @Override
    public Optional<String> address(String idToken, RoutingContext request) {
        return singleSignOn
                .provider()
                .flatMap(provider -> endpoint(provider)
                        .map(endpoint -> endpoint
                                + (endpoint.contains("?") ? "&" : "?")
                                + "id_token_hint=" + encoded(idToken)
                                + "&client_id=" + encoded(provider.clientId())
                                + "&post_logout_redirect_uri=" + encoded(Origin.own(request) + AFTERWARDS)));
    }

    /** What the provider publishes of itself (OpenID Connect Discovery 1.0, section 4); asked for once. */
    private Optional<String> endpoint(Provider provider) {
        if (known == null) {
            try {
                JsonNode published = discover(provider.issuer());
                known = Optional.ofNullable(
                                published.path("end_session_endpoint").textValue())
                        .filter(address -> address.startsWith("https://") || address.startsWith("http://"));
            } catch (IOException | UncheckedIOException e) {
                LOG.warnf("The provider cannot be told of a sign-out: %s", e.getMessage());
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return known;
    }

    private JsonNode discover(String issuer) throws IOException, InterruptedException {
        URI address = URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(address + " answers " + answer.statusCode());
        }
        return JsonText.parse(answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
