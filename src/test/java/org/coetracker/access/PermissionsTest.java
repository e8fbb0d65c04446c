package org.coetracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.coetracker.SignedIn;
import org.coetracker.access.Ground.Who;
import org.junit.jupiter.api.Test;

/** Walks the table of {@code docs/permissions.md} against the running service, cell by cell. */
@QuarkusTest
class PermissionsTest {
    private static final Path TABLE = Path.of("docs/permissions.md");
    private static final String YES = "✓";
    private static final Pattern READING = Pattern.compile("read|list|download");

    /** Operation to the scope that it needs. */
    private final Map<String, String> scopes = new LinkedHashMap<>();

    private final Map<Scope, String> narrow = new LinkedHashMap<>();

    /** Operation to the columns that are allowed it. */
    private final Map<String, Set<Who>> table = table();

    private final Attempts attempts = new Attempts();

    private final Map<String, Supplier<Response>> unchanged = new LinkedHashMap<>();

    @Test
    void the_table_names_every_operation_of_the_service_and_no_other() {
        Map<String, Map<String, Map<String, ?>>> paths = given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .path("paths");
        Set<String> served = new TreeSet<>();
        paths.values()
                .forEach(path -> path.values().stream()
                        .filter(operation -> operation.containsKey("operationId"))
                        .forEach(operation -> served.add((String) operation.get("operationId"))));
        assertThat(new TreeSet<>(table.keySet())).isEqualTo(served);
        assertThat(new TreeSet<>(attempts.operations())).isEqualTo(served);
    }

    @Test
    void everybody_may_do_what_the_table_says_and_nothing_else() {
        List<String> wrong = new ArrayList<>();
        Ground ground = Ground.prepare();
        table.forEach((operation, allowed) -> {
            for (Who who : Who.values()) {
                int expected = allowed.contains(who) ? 200 : who == Who.NOBODY ? 401 : 403;
                compare(operation, ground.of(who, false), who, expected, wrong);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_restricted_record_is_not_there_for_those_who_may_not_see_it() {
        List<String> wrong = new ArrayList<>();
        Ground ground = Ground.prepare();
        table.forEach((operation, allowed) -> {
            if (!Attempts.isAboutRecord(operation)) {
                return;
            }
            for (Who who : Who.values()) {
                int expected =
                        who == Who.NOBODY ? 401 : !who.seesRestricted() ? 404 : allowed.contains(who) ? 200 : 403;
                compare(operation, ground.of(who, true), who, expected, wrong);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_credential_is_good_for_its_scope_and_an_unknown_one_for_nothing() {
        Ground ground = Ground.prepare().of(Who.ADMIN, false);
        List<String> wrong = new ArrayList<>();
        scopes.forEach((operation, scope) -> {
            Supplier<Response> request = attempts.prepare(operation, ground);
            if (!table.get(operation).contains(Who.NOBODY)) {
                expect(401, operation + " by an unknown token", SignedIn.with("coe_unknown", request), wrong);
            }
            if (!scope.equals("–")) {
                assertThat(Operation.of(operation).orElseThrow().scope()).isEqualTo(Scope.of(scope));
                for (Scope narrower : Scope.values()) {
                    if (!narrower.covers(Scope.of(scope))) {
                        String token = narrow.computeIfAbsent(
                                narrower, one -> SignedIn.token(ground.self(), List.of(one.word())));
                        expect(
                                403,
                                operation + " by a token for " + narrower.word(),
                                SignedIn.with(token, request),
                                wrong);
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static void expect(int status, String what, Response answer, List<String> wrong) {
        if (answer.statusCode() != status) {
            wrong.add(what + ": " + answer.statusCode() + " and not " + status + " " + answer.asString());
        }
    }

    private void compare(String operation, Ground ground, Who who, int expected, List<String> wrong) {
        boolean changes = expected == 200 && !READING.matcher(operation).lookingAt();
        Supplier<Response> request = changes ? attempts.prepare(operation, ground) : unchanged(operation, ground);
        Response answer = who == Who.NOBODY ? SignedIn.asNobody(request) : SignedIn.as(ground.self(), request);
        int status = answer.statusCode() / 100 == 2 ? 200 : answer.statusCode();
        if (status != expected) {
            wrong.add(who.column + " / " + operation + ": " + answer.statusCode() + " and not " + expected + " "
                    + answer.asString());
        }
    }

    /** What reads or is refused changes nothing, so that others may try it on the same record, unless it is their own. */
    private Supplier<Response> unchanged(String operation, Ground ground) {
        return Attempts.isAboutRecord(operation) && !ground.isOwn()
                ? unchanged.computeIfAbsent(
                        operation + ground.isRestricted(), again -> attempts.prepare(operation, ground))
                : attempts.prepare(operation, ground);
    }

    private Map<String, Set<Who>> table() {
        Map<String, Set<Who>> table = new LinkedHashMap<>();
        List<Who> columns = new ArrayList<>();
        for (String line : lines()) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (cells.size() < Who.values().length + 4) {
                continue;
            }
            if (cells.get(1).equals("operation")) {
                cells.subList(3, cells.size() - 1).forEach(title -> columns.add(column(title)));
            } else if (cells.get(1).startsWith("`")) {
                Set<Who> allowed = new TreeSet<>();
                for (int index = 0; index < columns.size(); index++) {
                    if (cells.get(index + 3).equals(YES)) {
                        allowed.add(columns.get(index));
                    }
                }
                scopes.put(cells.get(1).replace("`", ""), cells.get(2));
                table.put(cells.get(1).replace("`", ""), allowed);
            }
        }
        return table;
    }

    private static Who column(String title) {
        return Arrays.stream(Who.values())
                .filter(who -> who.column.equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(TABLE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
