package org.coetracker.shared.http;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.coetracker.shared.start.CannotStart;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address by which people outside reach the service; links in what is sent to them begin with it. */
@Singleton
public class PublicUrl {
    private static final String IS =
            "COE_PUBLIC_URL is the address by which people reach the service, such as https://coe.example.org";

    private final URI base;

    /**
     * Takes the configured address, or that of this machine.
     *
     * @throws CannotStart when it cannot be meant
     */
    PublicUrl(
            @ConfigProperty(name = "coe.public-url") Optional<String> configured,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
        base = configured.map(PublicUrl::parse).orElseGet(() -> URI.create("http://127.0.0.1:" + port));
    }

    /**
     * Reads an address, without the slash at its end. The service has its pages at the root of a host, and no name or
     * password of anybody's belongs in what is sent to all.
     *
     * @throws CannotStart when it is none by which a browser could come
     */
    public static URI parse(String text) {
        if (text.contains("@")) {
            throw new CannotStart(IS + ", without a user and a password.");
        }
        URI address;
        try {
            address = URI.create(text.strip().replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new CannotStart(IS + ", not \"" + text + "\".", e);
        }
        if (address.getRawPath() != null && !address.getRawPath().isEmpty() && address.getHost() != null) {
            throw new CannotStart(IS + ", without a path: the service is at the root of its host, not under \""
                    + address.getRawPath() + "\".");
        }
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web || address.getHost() == null || address.getQuery() != null || address.getFragment() != null) {
            throw new CannotStart(IS + ", not \"" + text.strip() + "\".");
        }
        return address;
    }

    /** The address of a path that begins with a slash. */
    public String of(String path) {
        return base + path;
    }

    /** The name of the host. */
    public String host() {
        return base.getHost();
    }
}
