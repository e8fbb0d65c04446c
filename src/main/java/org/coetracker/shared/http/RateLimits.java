package org.coetracker.shared.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.coetracker.shared.problem.ProblemException;

/**
 * Limits how many requests a credential and an address may send to this node (ADR 17). Each request counts once: for its
 * credential when that is known to be good, otherwise for its address, before anybody looks the credential up. When it
 * turns out to be good the address gets its request back, and from then on is not asked: strangers behind the same address
 * stop nobody who is known.
 */
@Singleton
public class RateLimits {
    /** After the address and the id are known, before anything that asks the database. */
    private static final int EARLY = RequestId.FIRST - 4;

    private static final String KEY = RateLimits.class.getName();
    /** The session's cookie, with or without the prefix that it has over https. */
    private static final String SESSION_COOKIE = "coe_session";

    private static final int MOST_KNOWN = 20_000;
    private static final Duration KNOWN_FOR = Duration.ofHours(1);

    private final Allowances byCredential;
    private final Allowances byAddress;
    /** Credentials that were good when they last came: the hash of what was sent, and whose it is. */
    private final Cache<ByteBuffer, String> known = Caffeine.newBuilder()
            .expireAfterAccess(KNOWN_FOR)
            .maximumSize(MOST_KNOWN)
            .build();

    RateLimits(LimitSettings settings, Clock clock) {
        byCredential = new Allowances("credential", settings.credentialPerMinute(), clock);
        byAddress = new Allowances("address", settings.addressPerMinute(), clock);
    }

    void register(@Observes Filters filters) {
        if (byCredential.areLimited() || byAddress.areLimited()) {
            filters.register(this::check, EARLY);
        }
    }

    /**
     * Says whose a request is, once its credential has been looked up and is good.
     *
     * @param credential a name that no other credential has
     * @throws ProblemException when the credential has sent too many
     */
    public static void recognised(RoutingContext request, String credential) {
        Stranger stranger = request.get(KEY);
        if (stranger != null) {
            request.remove(KEY);
            stranger.recognised(request, credential);
        }
    }

    /** A request whose sender is not known yet. */
    private record Stranger(RateLimits limits, ByteBuffer sent, String network) {
        void recognised(RoutingContext request, String credential) {
            limits.known.put(sent, credential);
            limits.byAddress.giveBack(network);
            limits.forgetWhenRefused(request, sent);
            limits.byCredential.take(request, credential).ifPresent(refusal -> {
                throw refusal;
            });
        }
    }

    private void check(RoutingContext request) {
        if (isFree(request)) {
            request.next();
            return;
        }
        ByteBuffer sent = sent(request);
        String credential = sent == null ? null : known.getIfPresent(sent);
        Optional<ProblemException> refusal;
        if (credential == null) {
            String network = ClientAddress.network(ClientAddress.of(request));
            if (sent != null) {
                request.put(KEY, new Stranger(this, sent, network));
            }
            refusal = byAddress.take(request, network);
        } else {
            forgetWhenRefused(request, sent);
            refusal = byCredential.take(request, credential);
        }
        refusal.ifPresentOrElse(problem -> Problems.refuse(request, problem), request::next);
    }

    /** A credential that is no longer good is a stranger's again. */
    private void forgetWhenRefused(RoutingContext request, ByteBuffer sent) {
        request.addHeadersEndHandler(ended -> {
            if (request.response().getStatusCode() == 401) {
                known.invalidate(sent);
            }
        });
    }

    /** Probes, and what browsers ask before they send a request to another site; neither reaches the database. */
    private static boolean isFree(RoutingContext request) {
        String path = request.normalizedPath();
        return path.equals("/q/health")
                || path.startsWith("/q/health/")
                || request.request().method() == HttpMethod.OPTIONS
                        && request.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null
                        && sent(request) == null;
    }

    /** A hash of the credential that came with a request, so that no secret stays in memory; null without one. */
    private static ByteBuffer sent(RoutingContext request) {
        String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            return hash(header);
        }
        for (Cookie cookie : request.request().cookies()) {
            if (cookie.getName().endsWith(SESSION_COOKIE)) {
                return hash(cookie.getName() + "=" + cookie.getValue());
            }
        }
        return null;
    }

    private static ByteBuffer hash(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
