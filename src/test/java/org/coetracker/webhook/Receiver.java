package org.coetracker.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.coetracker.shared.json.JsonText;

/** A real HTTP server that takes messages, and answers as a test tells it to. */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile Function<Taken, Reply> answer = message -> new Reply(200);

    /** What came: the headers, by their names in lower case, and the body. */
    public record Taken(String path, Map<String, List<String>> headers, String body) {
        public String id() {
            return header("webhook-id");
        }

        public String header(String name) {
            return headers.get(name).get(0);
        }

        public JsonNode json() {
            return JsonText.parse(body);
        }
    }

    /** What it answers. */
    public record Reply(int status, Map<String, String> headers, String body) {
        Reply(int status) {
            this(status, Map.of(), "");
        }
    }

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new java.util.HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), List.copyOf(values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Taken message = new Taken(exchange.getRequestURI().getPath(), headers, body);
        taken.add(message);
        Reply reply = answer.apply(message);
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** An address of it, by the name that the tests may reach. */
    String url(String path) {
        return "http://receiver.test:" + port() + path;
    }

    /** From now on it answers so. */
    void answer(Function<Taken, Reply> with) {
        answer = with;
    }

    void answer(int status) {
        answer = message -> new Reply(status);
    }

    /** What came to a path, in order. */
    List<Taken> taken(String path) {
        return taken.stream().filter(message -> message.path().equals(path)).toList();
    }

    public List<Taken> taken() {
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
