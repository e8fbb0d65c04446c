package org.coetracker.nodes;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A real SMTP server, and what came to it. */
final class Mailbox implements AutoCloseable {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    /** How often each message came, by its id. */
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    Mailbox() {
        server.start();
    }

    /** What a node has to be told of it. */
    Map<String, String> settings() {
        return Map.of(
                "COE_MAIL_HOST", "127.0.0.1",
                "COE_MAIL_PORT", Integer.toString(server.getSmtp().getPort()),
                "COE_MAIL_TLS", "none",
                "COE_MAIL_FROM", "COE Tracker <coe@example.org>");
    }

    /** What came since this was asked last, in words; messages that came before are counted. */
    List<String> news() throws MessagingException, IOException {
        Map<String, Integer> now = new LinkedHashMap<>();
        List<String> news = new ArrayList<>();
        for (MimeMessage message : server.getReceivedMessages()) {
            if (now.merge(message.getMessageID(), 1, Integer::sum) == 1
                    && !counts.containsKey(message.getMessageID())) {
                news.add(words(message));
            }
        }
        counts.clear();
        counts.putAll(now);
        return news;
    }

    /** How often each message came, by its id. */
    Map<String, Integer> counts() {
        return counts;
    }

    /** {@code mail to ana: COE-1-A2 is due today | COE-1-A4 is due in 7 days} */
    private static String words(MimeMessage message) throws MessagingException, IOException {
        String person = message.getAllRecipients()[0].toString().replace("@example.org", "");
        return text(message)
                .lines()
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2).replaceFirst("(COE-.*): [^:]*$", "$1"))
                .sorted()
                .collect(Collectors.joining(" | ", "mail to " + person + ": ", ""));
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            BodyPart first = parts.getBodyPart(0);
            return text(first);
        }
        return part.getContent().toString();
    }

    @Override
    public void close() {
        server.stop();
    }
}
