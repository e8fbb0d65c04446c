package org.coetracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as its users start it: a process, its environment, its terminal, its signals. */
class LaunchIT {

    private static final Path JAR =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();

    /** Generous, since the machine that builds may be busy. */
    private static final long SECONDS = 60;

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();
    private static final String TOKEN = "coe_launched-by-a-test";

    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            process.waitFor(SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void one_command_starts_it_and_a_signal_stops_it_with_its_database() throws Exception {
        Process service = start(Map.of());
        awaitReady(service);

        assertThat(output())
                .contains("Creating the database", "http://127.0.0.1:" + port, directory.toString())
                .doesNotContain("Exception", "LOG:");
        assertThat(pidFile()).exists();
        assertThat(status("/q/swagger-ui/")).isEqualTo(200);
        assertThat(status("/q/openapi")).isEqualTo(200);

        service.destroy();

        assertThat(service.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void the_page_of_the_documentation_may_run_the_scripts_that_stand_in_it() throws Exception {
        awaitReady(start(Map.of()));
        HttpResponse<String> page = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/swagger-ui/"))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build(),
                BodyHandlers.ofString());
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        List<String> scripts = Pattern.compile("<script(?: defer)?>(.*?)</script>", Pattern.DOTALL)
                .matcher(page.body())
                .results()
                .map(script -> script.group(1))
                .toList();
        assertThat(scripts).hasSize(2);
        for (String script : scripts) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        }
    }

    @Test
    void a_killed_service_starts_again_on_its_data() throws Exception {
        Process first = start(Map.of());
        awaitReady(first);
        first.destroyForcibly().waitFor();

        awaitReady(start(Map.of()));

        assertThat(output()).contains("is ready").doesNotContain("Creating the database");
    }

    @Test
    void a_second_instance_on_the_same_data_is_refused() throws Exception {
        awaitReady(start(Map.of()));
        choosePort();

        assertRefused(Map.of(), "is in use by another instance");
    }

    @Test
    void wrong_settings_end_in_one_line() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertRefused(Map.of("COE_HTTP_PORT", "eighty"), "COE_HTTP_PORT must be a number");
        assertRefused(Map.of("COE_DB_URL", "mysql://ana:s3cret@db/coe"), "COE_DB_URL must look like");
        assertRefused(Map.of("COE_DB_URL", "postgresql://ana:s3cret@127.0.0.1:1/coe"), "Cannot reach PostgreSQL");
        assertRefused(Map.of("COE_OIDC_ISSUER", "login.example.org"), "COE_OIDC_ISSUER is an address");
        assertRefused(
                Map.of("COE_OIDC_ISSUER", "https://login.example.org", "COE_OIDC_CLIENT_SECRET", "s3cret"),
                "COE_OIDC_CLIENT_ID is missing");
        assertRefused(Map.of("COE_TRUSTED_PROXIES", "proxy"), "COE_TRUSTED_PROXIES lists addresses or networks");
        assertRefused(
                Map.of("COE_MAIL_HOST", "mail.example.org", "COE_MAIL_FROM", "coe@example.org", "COE_PUBLIC_URL", ""),
                "COE_PUBLIC_URL is missing");
        assertRefused(Map.of("COE_PUBLIC_URL", "https://ana:s3cret@coe.example.org"), "without a user and a password");
        assertRefused(Map.of("COE_DATA_DIR", file.toString()), "is a file, not a directory");
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    Map.of("COE_HTTP_PORT", Integer.toString(taken.getLocalPort())), "is in use by another program");
        }
    }

    @Test
    void variables_that_are_empty_as_compose_passes_them_count_as_absent() throws Exception {
        Map<String, String> empty = new HashMap<>();
        Pattern.compile("^ +(COE_\\w+): ", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("deploy", "compose.yaml")))
                .results()
                .forEach(variable -> empty.put(variable.group(1), ""));
        assertThat(empty).containsKeys("COE_PUBLIC_URL", "COE_MAIL_HOST", "COE_MAIL_PORT", "COE_WEBHOOK_ALLOW");
        // Not the port, so that the test finds it.
        empty.remove("COE_HTTP_PORT");

        awaitGreeting(start(empty));

        assertThat(output()).contains("http://127.0.0.1:" + port).doesNotContain("Exception");
        URI ready = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
        assertThat(client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_audit_trail_is_checked_by_a_command_when_no_service_runs() throws Exception {
        assertThat(start(Map.of(), "verify-audit").waitFor()).isEqualTo(1);
        assertThat(output()).contains("There is no database in ");

        Process service = start(Map.of("COE_DEMO", "true"));
        awaitReady(service);
        assertThat(start(Map.of(), "verify-audit").waitFor()).isEqualTo(1);
        assertThat(output()).contains("in use by another instance", "GET /api/v1/audit/verification");

        // Not sealed by the timer any more: a report taken out in the last moment.
        assertThat(status("/api/v1/reports/actions", "Accept", "text/csv")).isEqualTo(200);
        service.destroy();
        assertThat(service.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(start(Map.of(), "verify-audit").waitFor()).isZero();
        assertThat(output())
                .contains("is as it was written", " 0 not sealed yet", "the chain ends at sequence=")
                .doesNotContain(" 0 events");
        assertThat(output().lines()).hasSize(2);
        assertThat(pidFile()).doesNotExist();
    }

    /** Libraries find their parts by other class loaders there than in tests. */
    @Test
    void the_package_takes_files_and_makes_pictures_and_pages() throws Exception {
        awaitReady(start(Map.of("COE_DEMO", "true")));
        String coe = "/api/v1/coes/COE-1";
        HttpResponse<String> attached = send(HttpRequest.newBuilder(address(coe + "/attachments"))
                .header("Content-Type", "multipart/form-data; boundary=between")
                .POST(BodyPublishers.ofString("--between\r\nContent-Disposition: form-data; name=\"file\";"
                        + " filename=\"load.csv\"\r\nContent-Type: text/csv\r\n\r\ntime,load\n"
                        + "2017-01-31T23:00:00Z,1\n2017-01-31T23:30:00Z,9\n\r\n--between--\r\n")));
        assertThat(attached.statusCode()).as(attached.body()).isEqualTo(201);
        String file = URI.create(attached.headers().firstValue("Location").orElseThrow())
                .getPath();
        assertThat(body(file + "/content", "*/*")).startsWith("time,load\n");
        assertThat(body(file + "/chart", "image/svg+xml")).contains("<svg", "load");
        assertThat(body(coe + "/causes", "image/svg+xml")).contains("<svg");
        assertThat(body(coe, "application/pdf")).startsWith("%PDF-1.").contains("%%EOF");
        assertThat(body(coe, "text/markdown")).contains("ref: COE-1", "## Timeline");
        assertThat(output()).doesNotContain("ERROR", "Exception");
    }

    private String body(String path, String form) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address(path)).header("Accept", form));
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        // A PDF is no text, but each of its bytes is a sign of this one.
        return client.send(
                request.header("Authorization", "Bearer " + TOKEN).build(),
                BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("COE_"));
        Map<String, String> settings = new HashMap<>(Map.of(
                "COE_DATA_DIR", directory.resolve("data").toString(),
                "COE_HTTP_PORT", Integer.toString(port),
                "COE_ADMIN_TOKEN", TOKEN));
        settings.putAll(environment);
        builder.environment().putAll(settings);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(outputOf(started.size() + 1).toFile())
                .start();
        started.add(process);
        return process;
    }

    private void assertRefused(Map<String, String> environment, String reason) throws Exception {
        Process process = start(environment);

        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(output().lines()).hasSize(1);
        assertThat(output())
                .startsWith("coe-tracker cannot start: ")
                .contains(reason)
                .doesNotContain("s3cret");
    }

    /** Waits for the last line that it prints, and for an answer. */
    private void awaitReady(Process service) throws Exception {
        awaitGreeting(service);
        assertThat(status("/q/health/ready")).isEqualTo(200);
    }

    private void awaitGreeting(Process service) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!output().contains("Stop: ")) {
            assertThat(service.isAlive()).as(output()).isTrue();
            assertThat(System.nanoTime()).as(output()).isLessThan(deadline);
            service.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    private int status(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request).statusCode();
    }

    /** What the process that was started last has printed. */
    private String output() throws IOException {
        return Files.readString(outputOf(started.size()));
    }

    private Path outputOf(int place) {
        return directory.resolve("output-" + place);
    }

    private Path pidFile() {
        return directory.resolve("data/postgres/postmaster.pid");
    }
}
