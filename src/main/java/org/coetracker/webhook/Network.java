package org.coetracker.webhook;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A network in CIDR notation (RFC 4632), or a single address.
 *
 * @param address its first address, 4 bytes or 16
 * @param prefix how many bits of an address have to be the same
 */
record Network(byte[] address, int prefix) {
    private static final Network MAPPED =
            new Network(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0}, 96);
    private static final Network NAT64 =
            new Network(new byte[] {0, 0x64, -1, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 96);

    /** The network that the text names, if it names one. */
    static Optional<Network> find(String text) {
        String[] parts = text.split("/", 2);
        byte[] address = NetUtil.isValidIpV4Address(parts[0]) || NetUtil.isValidIpV6Address(parts[0])
                ? NetUtil.createByteArrayFromIpAddressString(parts[0])
                : null;
        if (address == null || parts[0].contains("%") || parts[0].startsWith("[")) {
            return Optional.empty();
        }
        int bits = address.length * Byte.SIZE;
        if (parts.length == 1) {
            return Optional.of(new Network(address, bits));
        }
        boolean good = parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= bits;
        return good ? Optional.of(new Network(address, Integer.parseInt(parts[1]))) : Optional.empty();
    }

    /** The network that a constant of ours names. */
    static Network of(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    /** Whether an address is one of it; an IPv4 address that is written as IPv6 is an IPv4 address. */
    boolean contains(InetAddress other) {
        byte[] bytes = plain(other).getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((bytes[bit / Byte.SIZE] & mask) != (address[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** The IPv4 address in an IPv4-mapped one (RFC 4291, section 2.5.5.2) or a NAT64 one (RFC 6052); else the same. */
    static InetAddress plain(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address || !MAPPED.startsLike(bytes) && !NAT64.startsLike(bytes)) {
            return address;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean startsLike(byte[] bytes) {
        return Arrays.equals(bytes, 0, prefix / Byte.SIZE, address, 0, prefix / Byte.SIZE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network && prefix == network.prefix && Arrays.equals(address, network.address);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + prefix;
    }
}
