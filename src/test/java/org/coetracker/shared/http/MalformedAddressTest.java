package org.coetracker.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.team;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Speaks HTTP by hand: no client sends such addresses. */
@QuarkusTest
class MalformedAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/coes/%zz",
                "/api/v1/coes/a%",
                "/api/v1/coes?q=%zz",
                "/api/v1/coes?%2",
                "/api/v1/coes;a=%zz",
                "/api/v1/coes?q=a|b",
                "/%zz",
                "/q/health/live?%zz"
            })
    void an_address_that_is_no_uri_is_a_problem_with_the_request_id(String address) throws IOException {
        String answer = send(
                "GET " + address + " HTTP/1.1\r\nHost: test\r\nX-Request-Id: odd-1\r\n" + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                .contains("content-type: application/problem+json")
                .contains("x-request-id: odd-1");
        assertThat(answer)
                .contains("\"type\":\"urn:coe-tracker:problem:malformed\"")
                .contains("two hexadecimal digits")
                .contains("\"instance\":\"urn:coe-tracker:request:odd-1\"");
    }

    @Test
    void the_connection_takes_the_next_request_although_nobody_read_the_body() throws IOException {
        String answers = send("POST /api/v1/coes?%zz HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                + "Content-Length: 14\r\n\r\n{\"title\": \"x\"}"
                + "GET /q/health/live HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");

        assertThat(answers).startsWith("HTTP/1.1 400 ").contains("HTTP/1.1 200 OK");
    }

    @Test
    void an_empty_header_is_none() throws IOException {
        String head =
                " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer " + SignedIn.ADMIN + "\r\nConnection: close\r\n";
        assertThat(send("GET /api/v1/lessons/checklist" + head + "Accept:\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK");
        String coe = filed(coe(team()));
        String body = "If-Match: *\r\nContent-Type:\r\nContent-Length: 7\r\n\r\n10:00 x";
        for (String of : List.of(
                "POST /api/v1/coes",
                "POST /api/v1/coes/" + coe + "/timeline",
                "PATCH /api/v1/coes/" + coe,
                "PUT /api/v1/teams/" + team() + "/calendar")) {
            assertThat(send(of + head + body)).as(of).startsWith("HTTP/1.1 4").contains("application/problem+json");
        }
    }

    @Test
    void an_empty_header_takes_away_no_other_of_its_name() throws IOException {
        String head = "GET /api/v1/coes/" + filed(coe(team())) + " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer "
                + SignedIn.ADMIN + "\r\nConnection: close\r\n";
        for (String accepts : List.of("Accept:\r\nAccept: text/markdown", "Accept: text/markdown\r\nAccept: ")) {
            assertThat(send(head + accepts + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 OK")
                    .containsIgnoringCase("content-type: text/markdown");
        }
    }

    @Test
    void a_body_in_chunks_that_are_none_is_a_400_and_one_that_just_ends_is_nobodys() throws IOException {
        String head = "POST /api/v1/coes HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer " + SignedIn.ADMIN
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (String chunks : List.of("zz\r\n", "5\r\n{\"tit\r\nzz\r\n", "2\r\n{}zz\r\n")) {
            assertThat(send(head + chunks))
                    .as(chunks)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json", "not what its headers say");
        }
        try (Socket connection = new Socket("localhost", RestAssured.port)) {
            connection.setSoTimeout(30_000);
            connection.getOutputStream().write((head + "5\r\n{\"tit\r\n").getBytes(StandardCharsets.UTF_8));
            connection.shutdownOutput();
            assertThat(connection.getInputStream().readAllBytes()).isEmpty();
        }
    }

    private static String send(String requests) throws IOException {
        try (Socket connection = new Socket("localhost", RestAssured.port)) {
            connection.setSoTimeout(30_000);
            connection.getOutputStream().write(requests.getBytes(StandardCharsets.UTF_8));
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
