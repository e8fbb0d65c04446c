package org.coetracker.print;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PrintTest {
    private static ValidatableResponse print(String ref) {
        return given().accept("application/pdf").get(API + "/coes/" + ref).then();
    }

    private static byte[] printed(String ref) {
        return print(ref)
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
    }

    private static String text(PDDocument document, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(document);
    }

    @Test
    void lines_stay_lines_and_the_cover_says_how_long_it_took_to_engage() throws IOException {
        String ref = filed(coe(
                team(),
                "incident",
                map("startedAt", "2026-02-28T13:54:00Z", "engagedAt", "2026-02-28T14:11:00Z"),
                "correctiveActions",
                List.of(map(
                        "title",
                        "Make going back one step",
                        "verification",
                        map("criterion", "No page for a month,\nand no rollback by hand")))));
        try (PDDocument document = Loader.loadPDF(printed(ref))) {
            assertThat(text(document, 1).lines()).contains("17 min", "to engage");
            assertThat(text(document, document.getNumberOfPages()).lines())
                    .contains("Works when: No page for a month,", "and no rollback by hand");
        }
    }

    @Test
    void a_print_has_a_cover_all_seven_answers_marks_and_a_name() throws IOException {
        String ref = filed(coe(
                team(),
                "title",
                "Payments <stood> still & fell",
                "confidentiality",
                "restricted",
                "summary",
                "In *short*.",
                "whatHappened",
                map(
                        "narrative",
                        "A deploy.",
                        "timeline",
                        List.of(map("at", "2026-02-28T13:54:00Z", "kind", "trigger", "text", "It began"))),
                "rootCause",
                map(
                        "causes",
                        List.of(
                                map("id", "c1", "kind", "trigger", "text", "Down", "becauseOf", List.of("c2")),
                                map("id", "c2", "kind", "root_cause", "text", "No way back"))),
                "correctiveActions",
                List.of(map("title", "Make going back one step", "causes", List.of("c2")))));
        try (PDDocument document = Loader.loadPDF(printed(ref))) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo(ref + ": Payments <stood> still & fell");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(document.getDocumentCatalog()
                            .getDocumentOutline()
                            .getFirstChild()
                            .getTitle())
                    .isEqualTo(ref);
            assertThat(text(document, 1))
                    .contains("Payments <stood> still & fell", "SEV2", "RESTRICTED: only for those");
            assertThat(new PDFTextStripper().getText(document))
                    .contains("13:54", "It began", "No way back", "root cause", ref + "-A1: Make going back one step");
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                assertThat(text(document, page))
                        .as("page %d", page)
                        .contains("RESTRICTED", page + " / " + document.getNumberOfPages());
            }
        }
    }

    @Test
    void the_same_record_is_the_same_print_and_is_not_made_again_for_who_has_it() {
        String ref = filed(coe(team()));
        assertThat(printed(ref)).isEqualTo(printed(ref));
        String tag = print(ref)
                .header("Content-Disposition", "inline; filename=\"" + ref + ".pdf\"")
                .header("Vary", containsString("Accept"))
                .extract()
                .header("ETag");
        given().accept("application/pdf")
                .header("If-None-Match", tag)
                .get(API + "/coes/" + ref)
                .then()
                .statusCode(304);
        patch("/coes/" + ref, tag, map("summary", "New.")).statusCode(200).header("ETag", not(tag));
        print(ref).statusCode(200).header("ETag", not(tag));
    }

    @Test
    void nothing_is_fetched_while_it_is_made_wherever_a_text_points() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
            String hostile = """
                    ![picture](%1$s.png) <img src="%1$s.svg"> <img src="file:///etc/passwd">
                    <link rel="stylesheet" href="%1$s.css"> <style>@import url(%1$s.css); p { background: url(%1$s.png) }</style>
                    <p style="background: url(%1$s.png)">styled</p> <object data="file:///etc/passwd"></object>
                    <iframe src="%1$s"></iframe> <script src="%1$s.js">alert(1)</script>
                    <svg xmlns="http://www.w3.org/2000/svg"><image href="%1$s.png"/><use href="file:///etc/passwd#x"/></svg>
                    <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]> &e; ]]> <bookmark name="x" href="y"/>
                    """.formatted(address);
            String ref = filed(coe(
                    team(),
                    "title",
                    "{config:['x']} {#include x /} <img src='" + address + "'/>",
                    "summary",
                    hostile,
                    "impact",
                    map("narrative", hostile, "unknownBecause", hostile),
                    "rootCause",
                    map("causes", List.of(map("kind", "root_cause", "text", hostile)), "narrative", hostile),
                    "supportingData",
                    map(
                            "items",
                            List.of(map(
                                    "kind",
                                    "link",
                                    "title",
                                    hostile.substring(0, 200),
                                    "url",
                                    address,
                                    "text",
                                    hostile))),
                    "correctiveActions",
                    List.of(map("title", "<b>Do</b> ]]> &e;", "description", hostile))));
            try (PDDocument document = Loader.loadPDF(printed(ref))) {
                assertThat(new PDFTextStripper().getText(document))
                        .doesNotContain("root:")
                        .contains("{config:['x']}", "<b>Do</b> ]]> &e;");
            }
            listener.setSoTimeout(200);
            org.assertj.core.api.Assertions.assertThatThrownBy(listener::accept)
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void any_text_is_printed_however_odd_its_signs_and_however_deep_it_nests() throws IOException {
        String odd =
                "日本語 \u05e2\u05d1\u05e8\u05d9\u05ea العربية 🙈 👩‍👩‍👧 \u0001\u001b\u000b\u000c\ufffe\uFEFF\u2028 e\u0301 𝕳\r\n"
                        + ">".repeat(3_000) + " deep\n\n" + "- ".repeat(500) + "deeper\n\n" + "[".repeat(2_000)
                        + "*a **b ".repeat(500)
                        + "\n\n" + "<div>".repeat(500) + "\n\n|" + "a|".repeat(200) + "\n|" + "-|".repeat(200)
                        + "\n\n"
                        + "*a ".repeat(400) + "a*".repeat(400) + "\n\n" + "x".repeat(4_000) + "\n\n"
                        + "    code\n".repeat(50) + "~~gone~~";
        String ref = filed(coe(
                team(),
                "title",
                odd.substring(0, 60).replace('\n', ' '),
                "summary",
                odd,
                "tags",
                List.of("\u0001", "日本語"),
                "rootCause",
                map("causes", List.of(map("kind", "root_cause", "text", odd.substring(0, 9_000))))));
        try (PDDocument document = Loader.loadPDF(printed(ref))) {
            assertThat(new PDFTextStripper().getText(document)).contains("deeper", "gone");
        }
    }

    /** What stands further right than the margin of 20 mm lets it. */
    private static List<String> cutOff(PDDocument document) throws IOException {
        List<String> cutOff = new ArrayList<>();
        new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> signs) {
                if (signs.stream()
                        .anyMatch(sign -> sign.getXDirAdj() + sign.getWidthDirAdj() > sign.getPageWidth() - 56)) {
                    cutOff.add(text);
                }
            }
        }.getText(document);
        return cutOff;
    }

    @Test
    void a_word_that_is_wider_than_the_page_goes_on_in_the_next_line_wherever_it_stands() throws IOException {
        String word = "https://example.org/" + "x".repeat(150);
        String prose = """
                See %1$s there, [a link](%1$s) and <%1$s>

                - an item %1$s
                  - in an item %1$s

                > quoted %1$s

                `code %1$s` and **bold %1$s**

                ### Heading %1$s

                | a | b |
                |---|---|
                | %1$s | b |
                """.formatted(word);
        String ref = filed(coe(
                team(),
                "title",
                "x".repeat(200),
                "summary",
                prose,
                "whatHappened",
                map("narrative", prose, "timeline", List.of(map("at", "2026-02-28T13:54:00Z", "text", prose))),
                "lessons",
                map("items", List.of(map("kind", "learned", "text", prose, "checklistQuestion", word))),
                "correctiveActions",
                List.of(map("title", word, "description", prose))));
        try (PDDocument document = Loader.loadPDF(printed(ref))) {
            assertThat(new PDFTextStripper().getText(document)).contains("an item https", "Ask yourself");
            assertThat(cutOff(document)).isEmpty();
        }
    }

    @Test
    void the_header_of_a_table_has_a_row_with_it_wherever_on_the_page_it_begins() throws IOException {
        for (int lines = 0; lines < 32; lines += 4) {
            String ref = filed(coe(
                    team(),
                    "rootCause",
                    map(
                            "narrative",
                            "A paragraph.\n\n".repeat(lines),
                            "causes",
                            List.of(
                                    map("kind", "trigger", "text", "because ".repeat(120)),
                                    map("kind", "root_cause", "text", "because ".repeat(120))))));
            try (PDDocument document = Loader.loadPDF(printed(ref))) {
                int tables = 0;
                for (int page = 1; page <= document.getNumberOfPages(); page++) {
                    String text = text(document, page);
                    int header = text.indexOf("What it is");
                    if (header >= 0) {
                        tables++;
                        assertThat(text.substring(header))
                                .as("after %d paragraphs, page %d", lines, page)
                                .contains("because because");
                    }
                }
                assertThat(tables).isPositive();
            }
        }
    }
}
