package org.coetracker.shared.http;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.jboss.logging.Logger;

/**
 * The first answers of requests that came with an idempotency key.
 *
 * <p>Key, change and answer are one transaction: a change without its key, or a key without its change, cannot be. Of
 * two equal requests that race, the second waits at the key's row for the first, and finds its answer there.
 */
@ApplicationScoped
public class IdempotencyKeys {
    /** How long an answer is kept. */
    static final Duration KEPT_FOR = Duration.ofHours(24);

    private static final Logger LOG = Logger.getLogger(IdempotencyKeys.class);
    private static final List<String> HEADERS = List.of("ETag", "Location", "Content-Type", Preferences.APPLIED);

    private final EntityManager database;
    private final Clock clock;

    IdempotencyKeys(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Carries the request out, or gives the first answer again. */
    @Transactional(rollbackOn = Exception.class)
    Response once(String actor, String key, String request, Callable<Response> change) throws Exception {
        if (!claim(actor, key, request)) {
            return firstAnswer(actor, key, request)
                    .orElseThrow(() -> new IllegalStateException("An answer that was committed is not there"));
        }
        Response answer = change.call();
        remember(actor, key, answer);
        return answer;
    }

    /**
     * The same for a change that takes longer than a transaction may be open, and that is known to do nothing twice. The
     * key is taken before it and the answer is written down behind it, each in a transaction of its own: what comes with
     * the key in between, or after a node that did not get that far, is carried out, and another request is refused.
     */
    Response onceWithoutTransaction(String actor, String key, String request, Callable<Response> change)
            throws Exception {
        boolean claimed = QuarkusTransaction.requiringNew().call(() -> claim(actor, key, request));
        if (!claimed) {
            Optional<Response> first = QuarkusTransaction.requiringNew().call(() -> firstAnswer(actor, key, request));
            if (first.isPresent()) {
                return first.get();
            }
        }
        boolean done = false;
        try {
            Response answer = change.call();
            done = true;
            afterwards(() -> remember(actor, key, answer));
            return answer;
        } finally {
            if (claimed && !done) {
                afterwards(() -> forget(actor, key));
            }
        }
    }

    /** What the request has come to stays, whatever becomes of its key. */
    private static void afterwards(Runnable work) {
        try {
            QuarkusTransaction.requiringNew().run(work);
        } catch (RuntimeException e) {
            LOG.warnf(e, "What became of an idempotency key cannot be written down");
        }
    }

    /** Forgets the answers that are older than they have to be kept. */
    @Transactional
    public int forgetExpired() {
        return database.createNativeQuery("delete from idempotency_key where created_at < :expired")
                .setParameter("expired", clock.instant().minus(KEPT_FOR))
                .executeUpdate();
    }

    /** How many answers are older than they have to be kept. */
    public long countExpired() {
        return ((Number) database.createNativeQuery("select count(*) from idempotency_key where created_at < :expired")
                        .setParameter("expired", clock.instant().minus(KEPT_FOR))
                        .getSingleResult())
                .longValue();
    }

    private boolean claim(String actor, String key, String request) {
        Instant now = clock.instant();
        return database.createNativeQuery("""
                                insert into idempotency_key as known (actor, key, request, created_at)
                                values (:actor, :key, :request, :now)
                                on conflict (actor, key) do update
                                set request = excluded.request, created_at = excluded.created_at
                                where known.created_at < :expired""")
                        .setParameter("actor", actor)
                        .setParameter("key", key)
                        .setParameter("request", request)
                        .setParameter("now", now)
                        .setParameter("expired", now.minus(KEPT_FOR))
                        .executeUpdate()
                == 1;
    }

    /** Gives a key back whose request came to nothing. */
    private void forget(String actor, String key) {
        database.createNativeQuery("delete from idempotency_key where actor = :actor and key = :key and status is null")
                .setParameter("actor", actor)
                .setParameter("key", key)
                .executeUpdate();
    }

    /** The first answer stays the first. */
    private void remember(String actor, String key, Response answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        HEADERS.forEach(name -> headers.put(name, answer.getHeaderString(name)));
        database.createNativeQuery("""
                        update idempotency_key set status = :status, headers = cast(:headers as json), body = :body
                        where actor = :actor and key = :key and status is null""")
                .setParameter("status", answer.getStatus())
                .setParameter("headers", JsonText.write(headers))
                .setParameter("body", new String((byte[]) answer.getEntity(), StandardCharsets.UTF_8))
                .setParameter("actor", actor)
                .setParameter("key", key)
                .executeUpdate();
    }

    /** The first answer; none while there is none yet. */
    private Optional<Response> firstAnswer(String actor, String key, String request) {
        Object[] known = (Object[]) database.createNativeQuery("""
                        select request, status, cast(headers as text), body
                        from idempotency_key where actor = :actor and key = :key""")
                .setParameter("actor", actor)
                .setParameter("key", key)
                .getSingleResult();
        if (!known[0].equals(request)) {
            throw ProblemException.of(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "This idempotency key came with another request before. Use a new key for a new request.");
        }
        if (known[1] == null) {
            return Optional.empty();
        }
        ResponseBuilder answer = Response.status((Integer) known[1])
                .entity(((String) known[3]).getBytes(StandardCharsets.UTF_8))
                .header("Idempotent-Replayed", "true");
        JsonText.parse((String) known[2]).properties().forEach(header -> {
            if (!header.getValue().isNull()) {
                answer.header(header.getKey(), header.getValue().asText());
            }
        });
        return Optional.of(answer.build());
    }
}
