package org.coetracker.account.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coetracker.shared.json.JsonText;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** A real Keycloak, as the profile "keycloak" has unpacked it, with the realm that operators are given. */
final class Keycloak implements CloseableResource {
    static final String REALM = "coe-tracker";

    private static final long SECONDS = 180;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String administratorsPassword = UUID.randomUUID().toString();
    private final int port = freePort();
    private final Path home;
    private final Path log = Path.of("target", "keycloak.log");
    private Process process;

    private Keycloak(Path home) {
        this.home = home;
    }

    /** Starts it and waits until the realm answers. */
    static Keycloak start() throws Exception {
        try (Stream<Path> unpacked = Files.list(Path.of("target", "keycloak"))) {
            Path home = unpacked.filter(path -> Files.isExecutable(path.resolve("bin/kc.sh")))
                    .findFirst()
                    .orElseThrow();
            Keycloak keycloak = new Keycloak(home.toAbsolutePath());
            keycloak.run();
            return keycloak;
        }
    }

    private void run() throws Exception {
        Path imports = Files.createDirectories(home.resolve("data/import"));
        Path realm = Path.of("deploy", "keycloak", "coe-tracker-realm.json");
        Files.copy(realm, imports.resolve(realm.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve("bin/kc.sh").toString(), "start-dev", "--import-realm");
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS_KC_HEAP", "-Xmx512m");
        environment.put("KC_DB", "dev-mem");
        environment.put("KC_HTTP_HOST", "127.0.0.1");
        environment.put("KC_HTTP_PORT", Integer.toString(port));
        environment.put("KC_HTTP_MANAGEMENT_PORT", Integer.toString(freePort()));
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "bootstrap");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", administratorsPassword);
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!answers()) {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            assertThat(System.nanoTime()).as(Files.readString(log)).isLessThan(deadline);
            process.waitFor(200, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return send(request(issuer() + "/.well-known/openid-configuration").GET())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    String issuer() {
        return "http://127.0.0.1:" + port + "/realms/" + REALM;
    }

    /** Stops it. */
    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        all.forEach(one -> one.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join());
    }

    /** The secret that Keycloak made for a client. */
    String secretOf(String clientId) throws Exception {
        return admin("GET", "/clients/" + client(clientId).get("id").asText() + "/client-secret", null)
                .get("value")
                .asText();
    }

    /** Changes a client. */
    void amendClient(String clientId, Map<String, Object> members) throws Exception {
        var representation = client(clientId).deepCopy();
        members.forEach((name, value) ->
                ((com.fasterxml.jackson.databind.node.ObjectNode) representation).set(name, JsonText.tree(value)));
        admin("PUT", "/clients/" + representation.get("id").asText(), representation);
    }

    /** Makes something. */
    void create(String path, Object representation) throws Exception {
        admin("POST", path, representation);
    }

    private JsonNode client(String clientId) throws Exception {
        return admin("GET", "/clients?clientId=" + clientId, null).get(0);
    }

    private String idOf(String user) throws Exception {
        return admin("GET", "/users?exact=true&username=" + user, null)
                .get(0)
                .get("id")
                .asText();
    }

    /** Registers a user with a password. */
    void createUser(String name, String email, boolean verified, String password, String... roles) throws Exception {
        create(
                "/users",
                Map.of(
                        "username", name,
                        "enabled", true,
                        "firstName", name,
                        "lastName", "Example",
                        "email", email,
                        "emailVerified", verified));
        setPassword(name, password);
        for (String role : roles) {
            give(name, role);
        }
    }

    void setPassword(String user, String password) throws Exception {
        admin(
                "PUT",
                "/users/" + idOf(user) + "/reset-password",
                Map.of("type", "password", "temporary", false, "value", password));
    }

    void give(String user, String role) throws Exception {
        admin("POST", "/users/" + idOf(user) + "/role-mappings/realm", List.of(admin("GET", "/roles/" + role, null)));
    }

    void take(String user, String role) throws Exception {
        admin("DELETE", "/users/" + idOf(user) + "/role-mappings/realm", List.of(admin("GET", "/roles/" + role, null)));
    }

    void join(String user, String group) throws Exception {
        admin("PUT", "/users/" + idOf(user) + "/groups/" + group(group), null);
    }

    void leave(String user, String group) throws Exception {
        admin("DELETE", "/users/" + idOf(user) + "/groups/" + group(group), null);
    }

    private String group(String name) throws Exception {
        return admin("GET", "/groups?exact=true&search=" + name, null)
                .get(0)
                .get("id")
                .asText();
    }

    /** What the token endpoint answers. */
    JsonNode tokens(Map<String, String> form) throws Exception {
        return tokens(issuer(), form);
    }

    /** An access token of the master realm, whose keys and issuer are others. */
    String tokenOfAnotherRealm() throws Exception {
        Map<String, String> form = Map.of(
                "grant_type", "password",
                "client_id", "admin-cli",
                "username", "bootstrap",
                "password", administratorsPassword);
        return tokens("http://127.0.0.1:" + port + "/realms/master", form)
                .get("access_token")
                .asText();
    }

    JsonNode tokens(String issuer, Map<String, String> form) throws Exception {
        HttpResponse<String> answer = send(request(issuer + "/protocol/openid-connect/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(form))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonText.parse(answer.body());
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private JsonNode admin(String method, String path, Object body) throws Exception {
        HttpResponse<String> answer = send(request("http://127.0.0.1:" + port + "/admin/realms/" + REALM + path)
                .header("Authorization", "Bearer " + tokenOfAnotherRealm())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JsonText.write(body))));
        assertThat(answer.statusCode())
                .as(method + " " + path + " " + answer.body())
                .isBetween(200, 204);
        return answer.body().isEmpty() ? null : JsonText.parse(answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
