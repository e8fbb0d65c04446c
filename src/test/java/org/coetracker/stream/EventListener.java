package org.coetracker.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.builder.ResponseBuilder;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;
import org.coetracker.account.Visitor;
import org.coetracker.shared.json.JsonText;

/** Somebody who listens to the stream of events, as the HTML standard says that it is read. */
public final class EventListener implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpResponse<InputStream> answer;
    private final List<Heard> heard = Collections.synchronizedList(new ArrayList<>());
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String lastId;

    /** An event as it was received. */
    record Heard(String id, String type, JsonNode data) {
        /** Of which action, or else which COE. */
        String about() {
            JsonNode action = data.at("/data/action");
            return (action.isNull() ? data.at("/data/coe") : action).asText();
        }
    }

    private EventListener(String query, String lastEventId, String session) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + Fixture.API + "/events" + query))
                .header("Accept", "text/event-stream");
        if (session != null) {
            request.header("Cookie", Visitor.COOKIE + "=" + session);
        } else if (!SignedIn.bearer().isEmpty()) {
            request.header("Authorization", "Bearer " + SignedIn.bearer());
        }
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins to listen, as whoever is signed in; the stream is open when this returns. */
    static EventListener listen(String query, String lastEventId) {
        return new EventListener(query, lastEventId, null).opened();
    }

    /** The same, in a session of a browser. */
    static EventListener inSession(String session, String query) {
        return new EventListener(query, null, session).opened();
    }

    private EventListener opened() {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        Thread reader = new Thread(this::read, "event-listener");
        reader.setDaemon(true);
        reader.start();
        await(() -> lastId != null);
        return this;
    }

    static EventListener listen(String query) {
        return listen(query, null);
    }

    /** Begins to listen and leaves at once; what was answered. */
    public static Response knock() {
        EventListener listener = new EventListener("", null, null);
        try (InputStream body = listener.answer.body()) {
            boolean open = listener.answer.statusCode() == 200;
            return new ResponseBuilder()
                    .setStatusCode(listener.answer.statusCode())
                    .setBody(open ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        String type = null;
        StringBuilder data = new StringBuilder();
        String id = null;
        try (BufferedReader body = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = body.readLine(); line != null; line = body.readLine()) {
                lines.add(line);
                if (line.isEmpty()) {
                    lastId = id == null ? lastId : id;
                    if (!data.isEmpty()) {
                        heard.add(new Heard(id, type, JsonText.parse(data.toString())));
                    }
                    type = null;
                    data.setLength(0);
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    type = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                }
            }
        } catch (IOException e) {
            lines.add("cut");
        } finally {
            ended.countDown();
        }
    }

    /** Waits until so many events were heard; what they are. */
    List<Heard> heard(int count) {
        await(() -> heard.size() >= count);
        return heard();
    }

    /** Waits until an event about a record was heard; what was heard until then. */
    List<Heard> heardUntil(String about) {
        await(() -> heard().stream().anyMatch(event -> event.about().equals(about)));
        return heard();
    }

    private List<Heard> heard() {
        synchronized (heard) {
            return new ArrayList<>(heard);
        }
    }

    /** The lines as they came. */
    List<String> lines() {
        synchronized (lines) {
            return new ArrayList<>(lines);
        }
    }

    /** With what to come back. */
    String lastId() {
        return lastId;
    }

    /** Whether the other side ends the stream. */
    boolean isEnded() {
        try {
            return ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(() -> "heard in time, and not just " + heard.size() + " events")
                    .isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
