package org.coetracker.webhook;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A resolver that tests tell what to answer, and that remembers what it was asked. */
@Mock
@ApplicationScoped
class TestNames implements Names {
    private final Map<String, List<String>> answers = new ConcurrentHashMap<>(Map.of(
            "receiver.test", List.of("127.0.0.1"),
            "public.test", List.of("93.184.216.34")));
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    /** From now on a name stands for these addresses. */
    void say(String host, String... addresses) {
        answers.put(host, List.of(addresses));
    }

    /** From now on the answer for a name does not come. */
    void keepSilent(String host) {
        silent.add(host);
    }

    /** From now on every answer comes. */
    void speak() {
        silent.clear();
        synchronized (silent) {
            silent.notifyAll();
        }
    }

    private void answerIfItMay(String host) {
        synchronized (silent) {
            while (silent.contains(host)) {
                try {
                    silent.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** How often a name was looked up. */
    long timesAsked(String host) {
        return asked.stream().filter(host::equals).count();
    }

    @Override
    public List<InetAddress> addressesOf(String host) throws UnknownHostException {
        asked.add(host);
        answerIfItMay(host);
        List<String> known = answers.get(host);
        if (known == null && host.endsWith(".test")) {
            throw new UnknownHostException(host);
        }
        return known == null
                ? List.of(InetAddress.getAllByName(host))
                : known.stream().map(TestNames::address).toList();
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
