package org.coetracker.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.coetracker.shared.json.JsonText;

/** Several nodes on one database. Whoever is killed comes back at once, as a process of another name. */
final class Nodes implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path jar;
    private final List<String> jvm;
    private final SharedDatabase database;
    private final Map<String, String> settings;
    private final Path directory;
    private final List<Node> nodes = new ArrayList<>();
    private int started;

    /**
     * Starts some nodes and waits for them.
     *
     * @param jvm arguments for Java
     */
    Nodes(int count, Path jar, List<String> jvm, SharedDatabase database, Map<String, String> settings, Path directory)
            throws Exception {
        this.jar = jar;
        this.jvm = jvm;
        this.database = database;
        this.settings = new HashMap<>(settings);
        this.directory = directory;
        // One after the other: the first makes the tables.
        for (int index = 0; index < count; index++) {
            start().awaitReady();
        }
    }

    private Node start() throws IOException {
        started++;
        Node node = new Node("node-" + started, jar, jvm, database, settings, client, directory);
        nodes.add(node);
        return node;
    }

    /** Those that take requests. */
    List<Node> ready() throws IOException {
        List<Node> ready = new ArrayList<>();
        for (Node node : nodes) {
            if (node.isReady()) {
                ready.add(node);
            }
        }
        return ready;
    }

    void awaitAllReady() throws Exception {
        for (Node node : nodes) {
            node.awaitReady();
        }
    }

    /** The names of the processes that there are. */
    String[] names() {
        return nodes.stream().map(Node::name).toArray(String[]::new);
    }

    /** Sees off a node that was killed, and starts another one in its place, without waiting for it. */
    void replace(Node killed) throws Exception {
        killed.awaitGone();
        nodes.remove(killed);
        start();
    }

    /** Runs a job on all nodes at once. Only who is killed meanwhile may fail to. */
    void run(String job) throws Exception {
        Map<Node, CompletableFuture<HttpResponse<String>>> runs = new HashMap<>();
        for (Node node : ready()) {
            runs.put(node, node.beginRun(job));
        }
        for (Map.Entry<Node, CompletableFuture<HttpResponse<String>>> run : runs.entrySet()) {
            Node node = run.getKey();
            try {
                HttpResponse<String> answer = run.getValue().get();
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                assertThat(JsonText.parse(answer.body()).path("error").isNull())
                        .as("%s: %s", answer.body(), node.log())
                        .isTrue();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof IOException)
                        || !Waiting.isSoWithin(java.time.Duration.ofSeconds(5), () -> !node.isAlive())) {
                    throw new AssertionError(job + " on " + node.log(), e);
                }
            }
        }
    }

    @Override
    public void close() throws Exception {
        for (Node node : nodes) {
            node.close();
        }
    }
}
