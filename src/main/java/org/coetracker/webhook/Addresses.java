package org.coetracker.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses webhooks may reach: the public ones, and what the operator allows. It is asked when a webhook is
 * made and again for each connection, which then goes to an address that it has returned.
 */
@ApplicationScoped
class Addresses {
    /** What is global unicast at all; everything else in IPv6 is refused. */
    private static final Network GLOBAL_IPV6 = Network.of("2000::/3");

    /** The registries of special-purpose addresses (RFC 6890), and where clouds keep what a machine may know. */
    private static final List<Network> INTERNAL = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private (RFC 1918)
                    "100.64.0.0/10", // shared (RFC 6598)
                    "127.0.0.0/8", // loopback
                    "168.63.129.16", // Azure's own services for a machine
                    "169.254.0.0/16", // link-local, metadata among it
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // relays of 6to4
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, and the broadcast address
                    "2001::/23", // protocol assignments, Teredo among them
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4, which holds an IPv4 address
                    "3fff::/20") // documentation
            .map(Network::of)
            .toList();

    private final Resolver resolver;
    private final AllowList allowed;

    @Inject
    Addresses(Resolver resolver, WebhookSettings settings) {
        this(resolver, AllowList.of(settings.allow().orElse("")));
    }

    Addresses(Resolver resolver, AllowList allowed) {
        this.resolver = resolver;
        this.allowed = allowed;
    }

    /**
     * The addresses of a target, each of which may be reached. Names are looked up once.
     *
     * @param within how long to wait for that
     * @throws Refused when one of them may not be reached, or not by plain http
     * @throws UnknownHostException when the host has no address, or none is known in time
     */
    List<InetAddress> of(Target target, Duration within) throws UnknownHostException {
        List<InetAddress> all = resolver.addressesOf(target.host(), within);
        if (all.isEmpty()) {
            throw new UnknownHostException(target.host());
        }
        for (InetAddress address : all) {
            if (allowed.lets(target.host(), address)) {
                continue;
            }
            if (!isPublic(address)) {
                throw new Refused("internal_address", "The host is at an address that webhooks may not reach.");
            }
            if (target.scheme().equals("http")) {
                throw new Refused("scheme", "A webhook goes to an https address.");
            }
        }
        return all;
    }

    /** Whether an address is everybody's. What is translated to or from IPv4 on the way counts as what it becomes. */
    static boolean isPublic(InetAddress address) {
        InetAddress plain = Network.plain(address);
        boolean global = plain.getAddress().length == 4 || GLOBAL_IPV6.contains(plain);
        return global && INTERNAL.stream().noneMatch(network -> network.contains(plain));
    }

    /** An address that webhooks may not reach. */
    static final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        private final String code;

        Refused(String code, String sentence) {
            super(sentence);
            this.code = code;
        }

        /** A stable word for programs. */
        String code() {
            return code;
        }
    }
}
