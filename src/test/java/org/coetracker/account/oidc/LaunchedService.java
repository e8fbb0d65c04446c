package org.coetracker.account.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.coetracker.shared.json.JsonText;

/** The packaged service as a process, set by its environment as operators do. */
final class LaunchedService implements AutoCloseable {
    static final String ADMIN_TOKEN = "coe_single-sign-on-administrator";

    private static final Path JAR =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    private static final long SECONDS = 90;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;
    private final int port;
    private Process process;

    private LaunchedService(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Starts it and waits until it says that it is ready. */
    static LaunchedService start(Path directory, int port, Map<String, String> environment) throws Exception {
        LaunchedService service = new LaunchedService(directory, port);
        service.run(environment);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!service.output().contains("Stop: ")) {
            assertThat(service.process.isAlive()).as(service.output()).isTrue();
            assertThat(System.nanoTime()).as(service.output()).isLessThan(deadline);
            service.process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        return service;
    }

    private void run(Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("COE_"));
        builder.environment().put("COE_DATA_DIR", directory.resolve("data").toString());
        builder.environment().put("COE_HTTP_PORT", Integer.toString(port));
        builder.environment().put("COE_ADMIN_TOKEN", ADMIN_TOKEN);
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }

    String output() throws Exception {
        return Files.readString(directory.resolve("output"));
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** An answer to whoever bears a token; what the service does not foresee fails with what it has said until then. */
    HttpResponse<String> get(String path, String token) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(at(path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body() + "\n" + output()).isNotEqualTo(500);
        return answer;
    }

    /** An answer to the administrator. */
    JsonNode read(String path) throws Exception {
        HttpResponse<String> answer = get("/api/v1" + path, ADMIN_TOKEN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonText.parse(answer.body());
    }

    /** A request of the administrator. */
    void send(String method, String path, Object body) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(at("/api/v1" + path))
                        .header("Authorization", "Bearer " + ADMIN_TOKEN)
                        .header(
                                "Content-Type",
                                method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                        .header("If-Match", "*")
                        .method(method, BodyPublishers.ofString(JsonText.write(body)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
