package org.coetracker.attachment.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A storage that speaks as much S3 as the service uses, on this machine: one bucket, addressed by the path. It refuses
 * what is not signed by the key that it knows, and bodies that are not what their signed digest says.
 */
public final class FakeS3 implements AutoCloseable {
    /** The bucket that it has. */
    public static final String BUCKET = "files";
    /** The name of the key that it knows. */
    public static final String KEY = "AKIDTEST";

    /** Of whoever takes so many, the connection is cut. */
    private static final int BELIEVED_BYTES = 64 << 20;

    private final Map<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Long> grown = new ConcurrentHashMap<>();
    private final Set<String> locked = ConcurrentHashMap.newKeySet();
    private volatile Consumer<String> whenRead = key -> {};
    private volatile boolean away;
    private HttpServer server;

    private record Stored(byte[] content, Instant at) {}

    /** Starts at a port. */
    public static FakeS3 at(int port) throws IOException {
        FakeS3 storage = new FakeS3();
        storage.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        storage.server.createContext("/", storage::handle);
        storage.server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "fake-s3");
            thread.setDaemon(true);
            return thread;
        }));
        storage.server.start();
        return storage;
    }

    /** A port that nobody listens at. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the objects. */
    public java.util.Set<String> keys() {
        return java.util.Set.copyOf(objects.keySet());
    }

    /** Puts an object there, as old as it is said to be. */
    public void put(String key, byte[] content, Instant at) {
        objects.put(key, new Stored(content, at));
    }

    /** What an object has. */
    public byte[] content(String key) {
        return objects.get(key).content();
    }

    /** What happens when an object is asked for, before there is an answer. */
    public void whenRead(Consumer<String> happening) {
        whenRead = happening;
    }

    private boolean reading(String key) {
        whenRead.accept(key);
        return objects.containsKey(key);
    }

    /** Gives an object to nobody, or to all again. */
    public void lock(String key, boolean isLocked) {
        if (isLocked) {
            locked.add(key);
        } else {
            locked.remove(key);
        }
    }

    /** Says that an object has so many bytes, and gives as many as somebody takes who takes it to be mistaken. */
    public void grow(String key, long size) {
        grown.put(key, size);
    }

    private void sendGrown(HttpExchange exchange, long size) throws IOException {
        exchange.sendResponseHeaders(200, size);
        byte[] some = new byte[1 << 16];
        for (int sent = 0; sent < BELIEVED_BYTES; sent += some.length) {
            exchange.getResponseBody().write(some);
        }
    }

    /** Takes an object away. */
    public void lose(String key) {
        objects.remove(key);
        grown.remove(key);
    }

    /** Answers nothing but failures, or goes on. */
    public void away(boolean isAway) {
        away = isAway;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            String digest = String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"));
            if (away) {
                error(exchange, 503, "SlowDown");
            } else if (!signature.startsWith("AWS4-HMAC-SHA256 Credential=" + KEY + "/")) {
                error(exchange, 403, "AccessDenied");
            } else if (digest.length() == 64 && !digest.equals(sha256(body))) {
                error(exchange, 400, "XAmzContentSHA256Mismatch");
            } else if (!path.equals("/" + BUCKET) && !path.startsWith("/" + BUCKET + "/")) {
                error(exchange, 404, "NoSuchBucket");
            } else {
                answer(exchange, path.substring(Math.min(path.length(), BUCKET.length() + 2)), body);
            }
        }
    }

    private void answer(HttpExchange exchange, String key, byte[] body) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "HEAD" -> exchange.sendResponseHeaders(200, -1);
            case "PUT" -> {
                put(key, body, Instant.now());
                exchange.getResponseHeaders().add("ETag", "\"x\"");
                exchange.sendResponseHeaders(200, -1);
            }
            case "DELETE" -> {
                objects.remove(key);
                exchange.sendResponseHeaders(204, -1);
            }
            default -> {
                if (key.isEmpty()) {
                    send(
                            exchange,
                            200,
                            list(String.valueOf(exchange.getRequestURI().getQuery()))
                                    .getBytes(StandardCharsets.UTF_8));
                } else if (locked.contains(key)) {
                    error(exchange, 403, "AccessDenied");
                } else if (grown.containsKey(key)) {
                    sendGrown(exchange, grown.get(key));
                } else if (reading(key)) {
                    send(exchange, 200, objects.get(key).content());
                } else {
                    error(exchange, 404, "NoSuchKey");
                }
            }
        }
    }

    /** A page of two, as those who forget that there are pages forget the rest. */
    private String list(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            int middle = pair.indexOf('=');
            parameters.put(pair.substring(0, Math.max(0, middle)), pair.substring(middle + 1));
        }
        String prefix = parameters.getOrDefault("prefix", "");
        String behind = parameters.getOrDefault("continuation-token", "");
        List<String> keys = objects.keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.compareTo(behind) > 0)
                .limit(3)
                .toList();
        StringBuilder list = new StringBuilder("<ListBucketResult><Name>" + BUCKET + "</Name>");
        keys.stream().limit(2).forEach(key -> {
            Stored stored = objects.get(key);
            list.append("<Contents><Key>%s</Key><LastModified>%s</LastModified><Size>%d</Size></Contents>"
                    .formatted(key, stored.at(), stored.content().length));
        });
        if (keys.size() > 2) {
            list.append("<NextContinuationToken>").append(keys.get(1)).append("</NextContinuationToken>");
        }
        return list.append("<IsTruncated>" + (keys.size() > 2) + "</IsTruncated></ListBucketResult>")
                .toString();
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        send(
                exchange,
                status,
                ("<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, exchange.getRequestMethod().equals("HEAD") ? -1 : body.length);
        if (!exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
