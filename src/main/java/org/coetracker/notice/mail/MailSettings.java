package org.coetracker.notice.mail;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** By which server mail is sent; without a host it is not. Blank counts as left out. */
@ConfigMapping(prefix = "coe.mail")
interface MailSettings {
    /** The server's name. */
    Optional<String> host();

    /** The server's port: 587, with {@code tls} 465 and with {@code none} 25 when left out. */
    Optional<String> port();

    /** Who to log in as; left out where the server asks for nobody. */
    Optional<String> user();

    /** The password that goes with it. */
    Optional<String> password();

    /** The address that mail comes from: {@code coe@example.org}, or {@code COE Tracker <coe@example.org>}. */
    Optional<String> from();

    /** {@code starttls}, {@code tls} or {@code none}; {@code starttls} when left out, which is then required. */
    Optional<String> tls();
}
