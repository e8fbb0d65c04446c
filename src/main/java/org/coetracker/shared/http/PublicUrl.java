package org.coetracker.shared.http;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.coetracker.shared.start.CannotStart;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address by which people outside reach the service; links in what is sent to them begin with it. */
@Singleton
public class PublicUrl {
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
     * Reads an address, without the slash at its end.
     *
     * @throws CannotStart when it is none by which a browser could come
     */
    public static URI parse(String text) {
        try {
            URI address = URI.create(text.strip().replaceAll("/+$", ""));
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            if (web && address.getHost() != null && address.getQuery() == null && address.getFragment() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // It is answered below, as any other that is no address.
        }
        throw new CannotStart("COE_PUBLIC_URL is the address by which people reach the service, such as"
                + " https://coe.example.org, not \"" + text + "\".");
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
