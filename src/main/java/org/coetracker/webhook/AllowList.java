package org.coetracker.webhook;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.coetracker.shared.start.CannotStart;

/**
 * What the operator lets webhooks reach although it is internal: {@code COE_WEBHOOK_ALLOW}.
 *
 * @param hosts names, in lower case
 * @param networks addresses and networks
 */
public record AllowList(Set<String> hosts, List<Network> networks) {

    /** Reads hosts, addresses and networks, separated by commas. */
    static AllowList of(String text) {
        Set<String> hosts = new HashSet<>();
        List<Network> networks = new ArrayList<>();
        Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(part -> {
                    if (Network.find(part).map(networks::add).isPresent()) {
                        return;
                    }
                    String host = part.toLowerCase(Locale.ROOT);
                    if (!Target.isName(host)) {
                        throw new CannotStart("COE_WEBHOOK_ALLOW lists hosts, addresses or networks, such as"
                                + " chat.example.com,10.0.0.7,192.168.0.0/16, but has \"" + part + "\".");
                    }
                    hosts.add(host);
                });
        return new AllowList(Set.copyOf(hosts), List.copyOf(networks));
    }

    /**
     * Refuses a setting that could not be taken, before anything is started.
     *
     * @throws CannotStart with the part that is wrong
     */
    public static void check(Map<String, String> environment) {
        of(environment.getOrDefault("COE_WEBHOOK_ALLOW", ""));
    }

    /** Whether a host may be reached at an address, whatever kind of address that is. */
    boolean lets(String host, InetAddress address) {
        return hosts.contains(host) || networks.stream().anyMatch(network -> network.contains(address));
    }
}
