package org.coetracker.shared.start;

import io.netty.util.NetUtil;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whom the service trusts on its network; nobody, unless the operator says so.
 *
 * @param proxies addresses, or networks such as {@code 10.0.0.0/8}, of proxies that say who sent a request
 * @param hosts the names that the service answers for; empty for all
 * @param origins other sites whose pages may use the API
 */
public record Neighbours(List<String> proxies, List<String> hosts, List<String> origins) {
    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");
    private static final int BITS_OF_IPV4 = 32;
    private static final int BITS_OF_IPV6 = 128;

    static Neighbours of(String proxies, String hosts, String origins) {
        return new Neighbours(
                list(proxies).stream().map(Neighbours::proxy).toList(),
                list(hosts).stream().map(Neighbours::host).toList(),
                list(origins).stream().map(Neighbours::origin).toList());
    }

    /** The configuration that this is for the server. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        if (!proxies.isEmpty()) {
            properties.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            // Of the two kinds of headers one only: a proxy that writes these may pass on the others as they came.
            properties.put("quarkus.http.proxy.allow-x-forwarded", "true");
            properties.put("quarkus.http.proxy.allow-forwarded", "false");
            properties.put("quarkus.http.proxy.enable-forwarded-host", "true");
            properties.put("quarkus.http.proxy.trusted-proxies", String.join(",", proxies));
        }
        if (!hosts.isEmpty()) {
            properties.put("coe.allowed-hosts", String.join(",", hosts));
        }
        if (!origins.isEmpty()) {
            properties.put("quarkus.http.cors.enabled", "true");
            properties.put("quarkus.http.cors.origins", String.join(",", origins));
            properties.put("quarkus.http.cors.methods", "GET,HEAD,POST,PUT,PATCH,DELETE");
            properties.put(
                    "quarkus.http.cors.headers",
                    "accept,authorization,content-type,idempotency-key,if-match,if-none-match,x-request-id");
            properties.put(
                    "quarkus.http.cors.exposed-headers",
                    "ETag,Idempotent-Replayed,Link,Location,RateLimit,RateLimit-Policy,Retry-After,X-Request-Id");
            properties.put("quarkus.http.cors.access-control-max-age", "1H");
            // A page elsewhere brings a token of its own; the cookie of who looks at it stays here.
            properties.put("quarkus.http.cors.access-control-allow-credentials", "false");
        }
        return properties;
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String proxy(String text) {
        String[] parts = text.split("/", 2);
        boolean ipv4 = NetUtil.isValidIpV4Address(parts[0]);
        boolean good = ipv4 || NetUtil.isValidIpV6Address(parts[0]);
        if (good && parts.length == 2) {
            good = PREFIX.matcher(parts[1]).matches()
                    && Integer.parseInt(parts[1]) <= (ipv4 ? BITS_OF_IPV4 : BITS_OF_IPV6)
                    && Integer.parseInt(parts[1]) > 0;
        }
        if (!good) {
            throw new CannotStart(
                    "COE_TRUSTED_PROXIES lists addresses or networks, such as 10.0.0.7,192.168.0.0/16, but has \"%s\"."
                            .formatted(text));
        }
        return text;
    }

    private static String host(String text) {
        if (!HOST.matcher(text).matches()) {
            throw new CannotStart(
                    "COE_ALLOWED_HOSTS lists names without a port, such as coe.example.com, but has \"%s\"."
                            .formatted(text));
        }
        return text;
    }

    private static String origin(String text) {
        try {
            URI origin = URI.create(text);
            boolean web = "https".equals(origin.getScheme()) || "http".equals(origin.getScheme());
            String whole = origin.getScheme() + "://" + origin.getAuthority();
            if (web && origin.getHost() != null && origin.getUserInfo() == null && whole.equals(text)) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new CannotStart(
                "COE_CORS_ORIGINS lists origins, such as https://wall.example.com, but has \"%s\".".formatted(text));
    }
}
