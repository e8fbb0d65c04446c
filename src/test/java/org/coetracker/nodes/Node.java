package org.coetracker.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.coetracker.shared.json.JsonText;

/** A process of the packaged service, with a name and a port of its own, that may be killed. */
final class Node implements AutoCloseable {
    static final String ADMIN_TOKEN = "coe_the-administrator-of-several-nodes";

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(120);

    private final HttpClient client;
    private final String name;
    private final int port;
    private final Path output;
    private final SharedDatabase database;
    private final Process process;
    private boolean ready;

    /**
     * Starts a process and does not wait for it.
     *
     * @param jvm arguments for Java
     */
    Node(
            String name,
            Path jar,
            List<String> jvm,
            SharedDatabase database,
            Map<String, String> settings,
            HttpClient client,
            Path directory)
            throws IOException {
        this.name = name;
        this.port = freePort();
        this.output = directory.resolve(name + ".log");
        this.database = database;
        this.client = client;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Nodes live for minutes: what is compiled is to be so at once.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
        // By this name its connections are known, also those that outlive it for a moment.
        command.add("-Dquarkus.datasource.jdbc.additional-jdbc-properties.ApplicationName=" + name);
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("COE_"));
        builder.environment().putAll(database.settings());
        builder.environment()
                .putAll(Map.of(
                        "COE_DATA_DIR",
                        directory.resolve("data").toString(),
                        "COE_HTTP_HOST",
                        "127.0.0.1",
                        "COE_HTTP_PORT",
                        Integer.toString(port),
                        "COE_NODE",
                        name,
                        "COE_ADMIN_TOKEN",
                        ADMIN_TOKEN,
                        "COE_PUBLIC_URL",
                        "https://coe.example.org"));
        builder.environment().putAll(settings);
        this.process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it takes requests. */
    boolean isReady() throws IOException {
        ready = ready || Files.readString(output).contains("Stop: ");
        return ready && isAlive();
    }

    void awaitReady() throws Exception {
        Waiting.until(this::log, STARTS_WITHIN, () -> {
            assertThat(isAlive()).as(log()).isTrue();
            return isReady();
        });
    }

    /** kill -9, and the end of what the database was doing for it. */
    void kill() throws Exception {
        process.destroyForcibly().waitFor();
        awaitGone();
    }

    /** kill -9 and no waiting. */
    void strike() {
        process.destroyForcibly();
    }

    /** Waits for the end of a process that was killed, and of what the database was doing for it. */
    void awaitGone() throws Exception {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        Waiting.until(
                () -> "connections of " + name,
                Duration.ofSeconds(30),
                () -> database.isTrue("select count(*) = 0 from pg_stat_activity where application_name = ?", name));
    }

    /** Sends a request of somebody's, and does not wait for the answer. */
    CompletableFuture<HttpResponse<String>> begin(String token, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(Duration.ofSeconds(100))
                .header("Authorization", "Bearer " + token)
                .header("If-Match", "*")
                .header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /** Sends a request of somebody's, which has to succeed. */
    JsonNode send(String token, String method, String path, String body) throws Exception {
        HttpResponse<String> answer = begin(token, method, path, body).get();
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isBetween(200, 299);
        return answer.body().isEmpty() ? null : JsonText.parse(answer.body());
    }

    /** Begins a run of a job. */
    CompletableFuture<HttpResponse<String>> beginRun(String job) {
        return begin(ADMIN_TOKEN, "POST", "/jobs/" + job + "/runs", "{}");
    }

    String log() {
        try {
            return name + " said:\n" + Files.readString(output);
        } catch (IOException e) {
            return name + " said nothing: " + e;
        }
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly().waitFor();
    }
}
