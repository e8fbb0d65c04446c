package org.coetracker.shared.start;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the person who started the service has to be told once, such as a password that was just made: on standard output,
 * and in no log. It is said when the service is ready, or when it ends without having become so.
 */
@ApplicationScoped
public class Announcements {
    private final Queue<String> unsaid = new ConcurrentLinkedQueue<>();

    /** Keeps a text, of one line or more, until it can be said. */
    public void add(String text) {
        unsaid.add(text);
    }

    /** Says what has not been said. */
    @PreDestroy
    void say() {
        for (String text = unsaid.poll(); text != null; text = unsaid.poll()) {
            System.out.println(text);
        }
    }
}
