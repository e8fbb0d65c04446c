package org.coetracker.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns names into addresses. */
interface Names {
    /**
     * All addresses of a host, which may be an address itself.
     *
     * @throws UnknownHostException when it has none
     */
    List<InetAddress> addressesOf(String host) throws UnknownHostException;
}
