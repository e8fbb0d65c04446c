package org.coetracker.account;

import io.netty.util.NetUtil;
import io.vertx.ext.web.RoutingContext;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.coetracker.access.Caller;
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
    private static final int NETWORK_BYTES = 8;

    public static Client of(RoutingContext request) {
        String address = Caller.address(request);
        String agent = request.request().getHeader("User-Agent");
        return new Client(
                address == null ? "unknown" : cut(address, MAX_ADDRESS),
                agent == null ? null : cut(agent.replace('\0', ' '), MAX_AGENT),
                RequestId.of(request));
    }

    /** What one subscriber has: an IPv4 address, or the /64 of an IPv6 address. */
    public String network() {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.getByAddress(bytes);
            return parsed instanceof Inet4Address
                    ? parsed.getHostAddress()
                    : HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
