package org.coetracker.shared.start;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;

/**
 * Where the service listens.
 *
 * @param host a name or an address of this machine
 * @param port 1 to 65535
 */
public record HttpAddress(String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    static HttpAddress of(String host, String port) {
        return new HttpAddress(host, number(port));
    }

    private static int number(String port) {
        try {
            int number = Integer.parseInt(port);
            if (number >= 1 && number <= HIGHEST_PORT) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words as for a number out of range.
        }
        throw new CannotStart("COE_HTTP_PORT must be a number from 1 to 65535, but is \"%s\".".formatted(port));
    }

    /** Refuses an address that cannot be listened on, before anything else was started for nothing. */
    public void requireFree() {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new CannotStart(
                    "COE_HTTP_HOST \"%s\" is no name or address that this machine knows.".formatted(host));
        }
        try (ServerSocket socket = new ServerSocket()) {
            // As Quarkus does: connections of an earlier run that linger in TIME_WAIT are no hindrance.
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (BindException e) {
            throw new CannotStart(reason(String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new CannotStart("Cannot listen on %s: %s.".formatted(this, e.getMessage()), e);
        }
    }

    private String reason(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("in use")) {
            return inUse();
        }
        if (lower.contains("assign")) {
            return "COE_HTTP_HOST \"%s\" is not an address of this machine.".formatted(host);
        }
        if (lower.contains("denied")) {
            return "No permission to listen on %s: ports below 1024 are for root; choose another by COE_HTTP_PORT."
                    .formatted(this);
        }
        return "Cannot listen on %s: %s.".formatted(this, message);
    }

    String inUse() {
        return "%s is in use by another program; choose another port by COE_HTTP_PORT.".formatted(this);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
