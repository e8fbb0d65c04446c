package org.coetracker.shared.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses requests by their head: addresses and headers that are too long, and hosts that this service is not. The
 * server's own limits, beyond which it ends a connection without a word of ours, are wider.
 */
@Singleton
class RequestHead {
    private static final int EARLY = RequestId.FIRST - 3;
    private static final int MAX_ADDRESS = 8 * 1024;
    private static final int MAX_HEADERS = 16 * 1024;
    /** Asked at each node's own address, by what watches it. */
    private static final List<String> ANY_HOST = List.of("/q/health", "/q/metrics");

    private final Set<String> hosts;

    RequestHead(@ConfigProperty(name = "coe.allowed-hosts") Optional<List<String>> hosts) {
        this.hosts = hosts.orElse(List.of()).stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    private void check(RoutingContext request) {
        HttpServerRequest http = request.request();
        withoutEmpty(http, HttpHeaders.ACCEPT);
        withoutEmpty(http, HttpHeaders.CONTENT_TYPE);
        if (http.uri().length() > MAX_ADDRESS) {
            refuse(request, ErrorCode.ADDRESS_TOO_LONG, "An address may have at most 8 KiB (8,192 characters).");
        } else if (size(http) > MAX_HEADERS) {
            refuse(request, ErrorCode.HEADERS_TOO_LARGE, "The headers may have at most 16 KiB (16,384 characters).");
        } else if (!isOurs(request)) {
            refuse(
                    request,
                    ErrorCode.MISDIRECTED,
                    "This service does not answer for the host that the request names; the operator lists those that it"
                            + " does in COE_ALLOWED_HOSTS.");
        } else {
            request.next();
        }
    }

    /** What names no type says no more than a header that is not there; the libraries behind take it for a broken one. */
    private static void withoutEmpty(HttpServerRequest http, CharSequence header) {
        List<String> values = http.headers().getAll(header);
        List<String> named = values.stream().filter(value -> !value.isBlank()).toList();
        if (named.size() < values.size()) {
            http.headers().remove(header);
            named.forEach(value -> http.headers().add(header, value));
        }
    }

    private static int size(HttpServerRequest http) {
        int size = 0;
        for (Map.Entry<String, String> header : http.headers()) {
            size += header.getKey().length() + header.getValue().length() + 4;
        }
        return size;
    }

    private boolean isOurs(RoutingContext request) {
        String path = request.normalizedPath();
        if (hosts.isEmpty() || ANY_HOST.stream().anyMatch(at -> path.equals(at) || path.startsWith(at + "/"))) {
            return true;
        }
        HostAndPort host = request.request().authority();
        return host != null && hosts.contains(host.host().toLowerCase(Locale.ROOT));
    }

    private static void refuse(RoutingContext request, ErrorCode code, String detail) {
        Problems.refuse(request, ProblemException.of(code, detail));
    }
}
