package org.coetracker.shared.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a request came from: the peer of the connection, or whom the proxies that the operator trusts name. The header
 * {@code X-Forwarded-For} is read from its end, where those proxies have added to it, up to the first address that is
 * none of theirs: what stands before that was written by whoever sent the request. (Quarkus takes the first one.)
 */
@Singleton
public class ClientAddress {
    private static final String KEY = ClientAddress.class.getName();
    private static final String HEADER = "X-Forwarded-For";
    private static final String UNKNOWN = "unknown";
    private static final int NETWORK_BYTES = 8;

    private final List<IpSubnetFilterRule> trusted;

    ClientAddress(
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean behindProxy,
            @ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> proxies) {
        this.trusted = behindProxy
                ? proxies.orElse(List.of()).stream().map(ClientAddress::rule).toList()
                : List.of();
    }

    /** Before the request's id, which may be logged with it. */
    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    request.put(KEY, find(request));
                    request.next();
                },
                RequestId.FIRST + 1);
    }

    /** The network address of whoever sent a request, as far as proxies are trusted to say it. */
    public static String of(RoutingContext request) {
        String known = request.get(KEY);
        return known == null ? peer(request) : known;
    }

    /** What one subscriber has: an IPv4 address, or the /64 of an IPv6 address; the text itself when it is neither. */
    public static String network(String address) {
        InetAddress parsed = parsed(address);
        if (parsed == null || parsed instanceof Inet4Address) {
            return parsed == null ? address : parsed.getHostAddress();
        }
        return HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES)) + "/64";
    }

    private String find(RoutingContext request) {
        String address = peer(request);
        if (trusted.isEmpty() || !isTrusted(address)) {
            return address;
        }
        List<String> named = request.request().headers().getAll(HEADER).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        for (int hop = named.size() - 1; hop >= 0 && isTrusted(address); hop--) {
            InetAddress parsed = parsed(named.get(hop));
            if (parsed == null) {
                break;
            }
            address = parsed.getHostAddress();
        }
        return address;
    }

    private boolean isTrusted(String address) {
        InetAddress parsed = parsed(address);
        return parsed != null && trusted.stream().anyMatch(rule -> rule.matches(new InetSocketAddress(parsed, 0)));
    }

    private static String peer(RoutingContext request) {
        SocketAddress peer = request.request().connection().remoteAddress();
        return peer == null || peer.hostAddress() == null ? UNKNOWN : peer.hostAddress();
    }

    private static IpSubnetFilterRule rule(String proxy) {
        String[] parts = proxy.strip().split("/", 2);
        InetAddress address = parsed(parts[0]);
        if (address == null) {
            throw new IllegalArgumentException("not an address: " + proxy);
        }
        int all = address.getAddress().length * Byte.SIZE;
        return new IpSubnetFilterRule(
                address, parts.length == 1 ? all : Integer.parseInt(parts[1]), IpFilterRuleType.ACCEPT);
    }

    /** The address that a text is, never looked up by name; null when it is none. */
    private static InetAddress parsed(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
