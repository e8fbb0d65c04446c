package org.coetracker.account;

import io.vertx.ext.web.RoutingContext;
import org.coetracker.shared.http.ClientAddress;
import org.coetracker.shared.http.RequestId;

/**
 * Where a request came from.
 *
 * @param address the network address
 * @param agent what the program called itself; null when it did not
 * @param requestId the request
 */
public record Client(String address, String agent, String requestId) {
    private static final int MAX_ADDRESS = 64;
    private static final int MAX_AGENT = 200;

    public static Client of(RoutingContext request) {
        String agent = request.request().getHeader("User-Agent");
        return new Client(
                cut(ClientAddress.of(request), MAX_ADDRESS),
                agent == null ? null : cut(agent.replace('\0', ' '), MAX_AGENT),
                RequestId.of(request));
    }

    /** What one subscriber has: an IPv4 address, or the /64 of an IPv6 address. */
    public String network() {
        return ClientAddress.network(address);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
