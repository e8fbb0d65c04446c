package org.coetracker.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is written in deploy/ and what the service does are the same: no engine or cluster is needed to see it. */
class DeploymentFilesTest {

    /** The settings that the README and docs/ name; a misspelt one would be ignored in silence. */
    private static final Set<String> SETTINGS = Set.of(
            "COE_DB_URL",
            "COE_DB_USER",
            "COE_DB_PASSWORD",
            "COE_DATA_DIR",
            "COE_HTTP_HOST",
            "COE_HTTP_PORT",
            "COE_ADMIN_PASSWORD",
            "COE_ADMIN_TOKEN",
            "COE_METRICS_TOKEN",
            "COE_TRUSTED_PROXIES",
            "COE_ALLOWED_HOSTS",
            "COE_CORS_ORIGINS",
            "COE_OIDC_ISSUER",
            "COE_OIDC_CLIENT_ID",
            "COE_OIDC_CLIENT_SECRET",
            "COE_OIDC_ROLES",
            "COE_OIDC_ROLE_CLAIM",
            "COE_OIDC_TEAMS",
            "COE_OIDC_AUDIENCE",
            "COE_PUBLIC_URL",
            "COE_MAIL_HOST",
            "COE_MAIL_PORT",
            "COE_MAIL_USER",
            "COE_MAIL_PASSWORD",
            "COE_MAIL_FROM",
            "COE_MAIL_TLS",
            "COE_WEBHOOK_ALLOW",
            "COE_ATTACHMENTS",
            "COE_ATTACHMENT_BYTES_PER_COE",
            "COE_ATTACHMENT_CHECKED_EVERY",
            "COE_ATTACHMENT_MOST_PER_COE",
            "COE_ATTACHMENT_THUMBNAIL_PIXELS",
            "COE_ATTACHMENT_TYPES",
            "COE_SPOOL_BYTES",
            "COE_SPOOL_DIR",
            "COE_SPOOL_PER_PERSON",
            "COE_LIMIT_DOWNLOAD_FOR",
            "COE_LIMIT_UPLOAD_FOR",
            "COE_S3_ACCESS_KEY",
            "COE_S3_BUCKET",
            "COE_S3_CLEARS_MOST",
            "COE_S3_ENDPOINT",
            "COE_S3_PATH_STYLE",
            "COE_S3_PREFIX",
            "COE_S3_REGION",
            "COE_S3_SECRET_KEY",
            "COE_DEMO");

    private static final Path DEPLOY = Path.of("deploy");
    private static final Path KUBERNETES = DEPLOY.resolve("kubernetes");
    private static final Pattern VARIABLE = Pattern.compile("\\bCOE_[A-Z0-9_]+\\b");

    private final JsonNode configMap = yaml(KUBERNETES.resolve("configmap.yaml"));
    private final JsonNode secret = yaml(KUBERNETES.resolve("secret.example.yaml"));
    private final JsonNode deployment = yaml(KUBERNETES.resolve("deployment.yaml"));
    private final JsonNode pod = deployment.at("/spec/template");
    private final JsonNode container = pod.at("/spec/containers/0");
    private final JsonNode compose = yaml(DEPLOY.resolve("compose.yaml"));

    @Test
    void every_variable_named_in_deploy_is_one_that_the_service_reads() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path file : filesIn(DEPLOY)) {
            VARIABLE.matcher(Files.readString(file)).results().forEach(found -> named.add(found.group()));
        }

        assertThat(named).contains("COE_DB_URL").isSubsetOf(SETTINGS);
    }

    @Test
    void kubernetes_gives_a_pod_all_it_needs_and_keeps_passwords_in_the_secret() {
        assertThat(container.findValuesAsText("name")).contains("coe-tracker");
        assertThat(container.at("/envFrom/0/configMapRef/name")).isEqualTo(configMap.at("/metadata/name"));
        assertThat(container.at("/envFrom/1/secretRef/name")).isEqualTo(secret.at("/metadata/name"));

        assertThat(namesIn(configMap.at("/data"))).contains("COE_DB_URL", "COE_DB_USER");
        assertThat(namesIn(secret.at("/stringData"))).contains("COE_DB_PASSWORD", "COE_ADMIN_PASSWORD");
        assertThat(namesIn(configMap.at("/data")))
                .isSubsetOf(SETTINGS)
                .noneMatch(name -> name.endsWith("_PASSWORD") || name.endsWith("_TOKEN"));
        assertThat(namesIn(secret.at("/stringData"))).isSubsetOf(SETTINGS);
    }

    @Test
    void a_config_map_holds_only_text_as_kubernetes_wants_it() {
        assertThat(configMap.at("/data")).isNotEmpty().allMatch(JsonNode::isTextual);
    }

    @ParameterizedTest
    @CsvSource({"startupProbe, started", "livenessProbe, live", "readinessProbe, ready"})
    void each_probe_asks_the_health_endpoint_of_its_name(String probe, String endpoint) throws IOException {
        Properties settings = applicationProperties();
        assertThat(settings.getProperty("quarkus.management.enabled", "false"))
                .as("health on the port of the API")
                .isEqualTo("false");
        String root = settings.getProperty("quarkus.http.root-path", "/");
        String internal = settings.getProperty("quarkus.http.non-application-root-path", "q");
        String health = settings.getProperty("quarkus.smallrye-health.root-path", "health");

        JsonNode get = container.at("/" + probe + "/httpGet");
        assertThat(get.at("/path").asText())
                .isEqualTo(String.join("/", root, internal, health, endpoint).replaceAll("/+", "/"));
        assertThat(get.at("/port")).isEqualTo(container.at("/ports/0/name"));
    }

    @Test
    void the_port_is_the_same_wherever_it_is_written() {
        String port = configMap.at("/data/COE_HTTP_PORT").asText();

        assertThat(container.at("/ports/0/containerPort").asText()).isEqualTo(port);
        JsonNode service = compose.at("/services/coe-tracker");
        assertThat(service.at("/environment/COE_HTTP_PORT").asText()).isEqualTo(port);
        assertThat(service.at("/ports/0").asText()).endsWith(":" + port);
        assertThat(service.at("/healthcheck/test/3").asText()).contains("/dev/tcp/127.0.0.1/" + port + " ");
    }

    @Test
    void every_selector_finds_the_pods() {
        JsonNode labels = pod.at("/metadata/labels");
        JsonNode service = yaml(KUBERNETES.resolve("service.yaml"));
        JsonNode budget = yaml(KUBERNETES.resolve("poddisruptionbudget.yaml"));

        assertThat(labels).isNotEmpty();
        assertThat(deployment.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(service.at("/spec/selector")).isEqualTo(labels);
        assertThat(budget.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(service.at("/spec/ports/0/targetPort")).isEqualTo(container.at("/ports/0/name"));
        JsonNode spread = pod.at("/spec/topologySpreadConstraints");
        assertThat(spread)
                .isNotEmpty()
                .allMatch(one -> one.at("/labelSelector/matchLabels").equals(labels));
    }

    @Test
    void a_roll_out_and_a_drained_machine_leave_a_replica_that_serves() {
        assertThat(deployment.at("/spec/replicas").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1))
                .isZero();
        assertThat(yaml(KUBERNETES.resolve("poddisruptionbudget.yaml"))
                        .at("/spec/maxUnavailable")
                        .asInt())
                .isBetween(1, deployment.at("/spec/replicas").asInt() - 1);
    }

    @Test
    void a_pod_has_time_to_finish_the_requests_in_flight() throws IOException {
        String timeout = applicationProperties().getProperty("quarkus.shutdown.timeout");
        assertThat(timeout).as("quarkus.shutdown.timeout").isNotNull();
        long finishing = seconds(timeout);
        long beforeStop = container.at("/lifecycle/preStop/exec/command/1").asLong();

        assertThat(beforeStop).isPositive();
        assertThat(pod.at("/spec/terminationGracePeriodSeconds").asLong()).isGreaterThan(beforeStop + finishing);
        assertThat(seconds(compose.at("/services/coe-tracker/stop_grace_period").asText()))
                .isGreaterThan(finishing);
    }

    @Test
    void a_pod_asks_for_resources_and_has_a_limit_of_memory() {
        assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
        assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
        assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
    }

    @Test
    void a_pod_is_not_root_and_writes_nowhere_but_in_tmp() {
        JsonNode podSecurity = pod.at("/spec/securityContext");
        assertThat(podSecurity.at("/runAsNonRoot").asBoolean()).isTrue();
        assertThat(podSecurity.at("/runAsUser").asInt()).isPositive();
        assertThat(podSecurity.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");

        JsonNode security = container.at("/securityContext");
        assertThat(security.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");

        assertThat(container.at("/volumeMounts").findValuesAsText("mountPath")).containsExactly("/tmp");
        assertThat(pod.at("/spec/volumes/0/name")).isEqualTo(container.at("/volumeMounts/0/name"));
        assertThat(pod.at("/spec/volumes/0/emptyDir").isMissingNode()).isFalse();
    }

    @Test
    void the_kustomization_lists_every_manifest_but_the_secret() throws IOException {
        List<String> manifests = filesIn(KUBERNETES).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
                .filter(name -> !name.startsWith("secret."))
                .toList();
        List<String> listed = new ArrayList<>();
        yaml(KUBERNETES.resolve("kustomization.yaml")).at("/resources").forEach(one -> listed.add(one.asText()));

        assertThat(listed).containsExactlyInAnyOrderElementsOf(manifests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coe-tracker", "postgres"})
    void a_compose_service_is_limited_and_watched_and_comes_back(String name) {
        JsonNode service = compose.at("/services/" + name);

        assertThat(service.at("/read_only").asBoolean()).isTrue();
        assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
        assertThat(service.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
        assertThat(service.at("/deploy/resources/limits/memory").asText()).isNotEmpty();
        assertThat(service.at("/deploy/resources/limits/cpus").asText()).isNotEmpty();
        assertThat(service.at("/healthcheck/test")).isNotEmpty();
        assertThat(service.at("/restart").asText()).isEqualTo("unless-stopped");
    }

    @Test
    void compose_refuses_to_start_without_passwords_and_writes_none_down() throws IOException {
        JsonNode service = compose.at("/services/coe-tracker/environment");
        JsonNode database = compose.at("/services/postgres/environment");

        assertThat(service.at("/COE_DB_PASSWORD").asText()).startsWith("${COE_DB_PASSWORD:?");
        assertThat(service.at("/COE_ADMIN_PASSWORD").asText()).startsWith("${COE_ADMIN_PASSWORD:?");
        assertThat(database.at("/POSTGRES_PASSWORD")).isEqualTo(service.at("/COE_DB_PASSWORD"));
        assertThat(Files.readAllLines(DEPLOY.resolve("compose.env.example")))
                .contains("COE_DB_PASSWORD=", "COE_ADMIN_PASSWORD=");
    }

    @Test
    void the_database_of_compose_is_the_one_that_the_service_is_given() {
        JsonNode service = compose.at("/services/coe-tracker/environment");
        JsonNode database = compose.at("/services/postgres/environment");

        assertThat(service.at("/COE_DB_URL").asText())
                .isEqualTo("jdbc:postgresql://postgres:5432/"
                        + database.at("/POSTGRES_DB").asText());
        assertThat(service.at("/COE_DB_USER")).isEqualTo(database.at("/POSTGRES_USER"));
        assertThat(compose.at("/services/postgres/volumes/0").asText()).endsWith(":/var/lib/postgresql/data");
        assertThat(compose.at("/services/postgres/ports").isMissingNode())
                .as("no port of the database on the host")
                .isTrue();
    }

    private static Properties applicationProperties() throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"), UTF_8)) {
            settings.load(reader);
        }
        return settings;
    }

    /** Of `10`, `10s` and `PT10S`, as Quarkus and compose write it. */
    private static long seconds(String duration) {
        String upper = duration.strip().toUpperCase(Locale.ROOT);
        if (upper.startsWith("PT")) {
            return Duration.parse(upper).toSeconds();
        }
        return Duration.parse("PT" + (upper.matches("\\d+") ? upper + "S" : upper))
                .toSeconds();
    }

    private static Set<String> namesIn(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** SnakeYAML, as Jackson's own reader of YAML leaves aliases (`*logging`) unresolved. */
    private static JsonNode yaml(Path file) {
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
            return new ObjectMapper().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }
}
