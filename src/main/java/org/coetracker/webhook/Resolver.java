package org.coetracker.webhook;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up and waits no longer than it may. A lookup cannot be ended before the name's server answers or the
 * machine gives it up, so that it has a thread of its own, the same for all who wait for one name.
 */
@ApplicationScoped
class Resolver {
    /** Names that are looked up at one time; others wait for none and are tried again later. */
    private static final int MOST_AT_ONCE = 64;

    private static final long IDLE_SECONDS = 30;

    private final Names names;
    private final Map<String, CompletableFuture<List<InetAddress>>> underWay = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, MOST_AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "webhook-names");
                thread.setDaemon(true);
                return thread;
            });

    Resolver(Names names) {
        this.names = names;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    /**
     * All addresses of a host.
     *
     * @param within how long to wait
     * @throws UnknownHostException when it has none
     * @throws Unanswered when that is not known in time
     */
    List<InetAddress> addressesOf(String host, Duration within) throws UnknownHostException {
        try {
            return underWay.computeIfAbsent(host, this::begin).get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("A name cannot be looked up", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered();
        } catch (TimeoutException | RejectedExecutionException e) {
            throw new Unanswered();
        }
    }

    private CompletableFuture<List<InetAddress>> begin(String host) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        threads.execute(() -> {
            // Whoever asks once there is an answer asks anew: a name may stand for something else by then.
            try {
                List<InetAddress> found = names.addressesOf(host);
                underWay.remove(host);
                answer.complete(found);
            } catch (UnknownHostException | RuntimeException e) {
                underWay.remove(host);
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** A name that was not looked up in time. */
    static final class Unanswered extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        Unanswered() {
            super("The host's name could not be looked up in time.");
        }
    }
}
