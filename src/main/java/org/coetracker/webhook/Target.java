package org.coetracker.webhook;

import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.coetracker.shared.problem.Violation;
import org.coetracker.shared.problem.Violations;

/**
 * Where a webhook goes, taken apart once, so that what is checked and what is connected to cannot be two things.
 *
 * @param uri as it was given
 * @param scheme {@code http} or {@code https}
 * @param host a name in lower case, or an address without brackets
 * @param port the port that is connected to
 */
record Target(URI uri, String scheme, String host, int port) {
    private static final String WHERE = "/url";
    private static final int LONGEST_NAME = 253;
    private static final int FIRST_UNPRIVILEGED = 1024;
    private static final int LAST = 65_535;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Labels of letters, digits and hyphens (RFC 1123); the last one is no number, which would make it an address. */
    private static final Pattern NAME = Pattern.compile(
            "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*(?![0-9]+$|0x[0-9a-f]*$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** Whether the text is the name of a host, in lower case. */
    static boolean isName(String host) {
        return host.length() <= LONGEST_NAME && NAME.matcher(host).matches();
    }

    /** The parts of a URL whose form has been checked. */
    static Target of(String url) {
        Violations violations = new Violations();
        Target target = read(url, violations);
        if (target == null) {
            throw new IllegalArgumentException(
                    violations.list().stream().map(Violation::code).toList().toString());
        }
        return target;
    }

    /** The parts of a URL; null when its form is wrong, which is noted. */
    static Target read(String url, Violations violations) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            violations.add(WHERE, "form", "This is no URL.");
            return null;
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            violations.add(WHERE, "scheme", "A webhook goes to an https address.");
            return null;
        }
        String host = host(uri);
        if (host == null) {
            violations.add(
                    WHERE,
                    "host",
                    "The host has to be a name, or an address in its usual form: four decimal numbers, or IPv6 in brackets.");
            return null;
        }
        if (uri.getRawUserInfo() != null || uri.getRawAuthority().contains("@")) {
            violations.add(WHERE, "user_info", "A user and a password in the URL would be shown to whoever reads it.");
            return null;
        }
        if (uri.getRawFragment() != null) {
            violations.add(WHERE, "fragment", "What comes after # is never sent; leave it out.");
            return null;
        }
        int port = uri.getPort() == -1 ? scheme.equals("https") ? HTTPS : HTTP : uri.getPort();
        boolean sane = port == HTTP || port == HTTPS || port >= FIRST_UNPRIVILEGED && port <= LAST;
        if (!sane || uri.getRawAuthority().endsWith(":")) {
            violations.add(WHERE, "port", "The port is 80, 443, or one from 1024 to 65535.");
            return null;
        }
        return new Target(uri, scheme, host, port);
    }

    private static String host(URI uri) {
        String host = uri.getHost();
        if (host == null) {
            return null;
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            String address = host.substring(1, host.length() - 1);
            return !address.contains("%") && NetUtil.isValidIpV6Address(address) ? address : null;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        boolean address = NetUtil.isValidIpV4Address(lower) && !lower.matches(".*(?:^|\\.)0\\d.*");
        return address || isName(lower) ? lower : null;
    }

    /** Scheme and host: what may be said of it in logs and histories, as the rest may be a secret. */
    String place() {
        return scheme + "://" + uri.getRawAuthority();
    }
}
