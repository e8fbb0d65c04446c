package org.coetracker.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.coetracker.action.ActionState;
import org.coetracker.action.ActionType;
import org.coetracker.action.NewAction;
import org.coetracker.action.Tracker;
import org.coetracker.coe.Confidentiality;
import org.coetracker.coe.IncidentTimes;
import org.coetracker.coe.Kind;
import org.coetracker.coe.NewCoe;
import org.coetracker.coe.answer.CriticalImplications;
import org.coetracker.coe.answer.Impact;
import org.coetracker.coe.answer.Lessons;
import org.coetracker.coe.answer.RelatedItem;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.coe.answer.SupportingData;
import org.coetracker.coe.answer.WhatHappened;
import org.coetracker.policy.Priority;
import org.coetracker.policy.Severity;
import org.coetracker.shared.json.JsonText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a record says comes back from its document as it was, sign by sign. */
class RoundTripTest {
    private static final List<String> ODD = List.of(
            "Plain text.",
            "Two\nlines.",
            "# A heading of the text's own",
            "## Impact\n\nNot the section.",
            "### Timeline",
            "### Causes\n\n- root cause: none",
            "Title\n=====\n\nText",
            "Title\n-----\n\nText",
            "- one\n- two\n  - three\n\n    1. four\n",
            "1. a\n2. b",
            "* type: detect\n* state: done",
            "- url: https://example.org\n- text: x",
            "- checklist question: Is it?",
            "- security exposure: none",
            "Security exposure: confirmed",
            "```\nfenced\n```",
            "```markdown\nfenced\n```",
            "````text\n```\n````",
            "```json-string\n\"x\"\n```",
            "``` never closed\n## Impact",
            "~~~\nnever closed either",
            "~~~markdown\nx\n~~~",
            "| a | b |\n|---|---|\n| 1 \\| 2 | 3 |",
            "<div>\n\n## inside\n\n</div>",
            "<!-- never closed\n\n## Lessons\n",
            "<script>\nalert(1)\n",
            "---\ntitle: other\n---",
            "...",
            "> quoted\n> ## deeper",
            "    indented code\n\n    more",
            "\tindented by a tab\n\t\ttwice",
            " leading blank",
            "trailing blank ",
            "trailing break  \nnext",
            "\n\nblank lines before",
            "blank lines after\n\n",
            "line\r\nline\r\n",
            "old\rmac",
            "\n",
            " ",
            "\u00a0no break\u00a0",
            "line\u2028separator\u0085next\u000bvertical\fform",
            "a\u0085b",
            "a\u2028b\nc",
            "a\u2029",
            "two\nlines\u0085",
            "a\u009fb\uFFFEc\nd\uFEFF",
            "\u0001\u001b[31mred\u001b[0m\u007f",
            "\uFEFFmark",
            "كان هناك خطأ في النشر: ## تأثير",
            "עברית (c1; because of c2): טקסט",
            "日本語の文章。\n- 項目",
            "emoji 🙈🙉🙊 👩‍👩‍👧 é é",
            "[link]: https://example.org 'x'",
            "[x](y) *emphasis* _under_ `code` \\# escaped &amp; &#35;",
            "a: b",
            "a (b; c): d",
            ": colon first",
            "(parentheses)",
            "COE-3: another ref",
            "COE-3-A1: another ref",
            "ends in hashes ###",
            "#",
            "null",
            "~",
            "yes",
            "1.0",
            "'quoted' \"twice\"",
            "{flow: [a, b]}",
            "% & * ! | > @ `",
            "- ",
            "-",
            "+ plus\n+ list",
            "text\n-",
            "text\n===",
            "5 (estimated)",
            "12 apples\n\n- unit: pears",
            "\n```",
            "a\n```b```c\n``````",
            "𝕳𝖎",
            "\\",
            "\t",
            "* * *",
            "text\n* * *\ntext",
            "- [ ] task\n- [x] done");

    private final Random random;

    RoundTripTest() {
        random = new Random(0);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T extends Enum<T>> T one(Class<T> of) {
        return one(List.of(of.getEnumConstants()));
    }

    private String text() {
        return switch (random.nextInt(10)) {
            case 0 -> one(ODD) + "\n" + one(ODD);
            case 1 -> one(ODD) + "\n\n" + one(ODD) + "\n\n" + one(ODD);
            case 2 -> signs(random.nextInt(60));
            case 3 -> "A long text. ".repeat(200) + one(ODD);
            default -> one(ODD);
        };
    }

    private String signs(int count) {
        String signs = "ab 01\n\n\n  \t\r#-*+_`~|<>&:;()[]{}\"'\\.,!=%@日🙈ä\u00a0";
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < count; index++) {
            int at = signs.offsetByCodePoints(0, random.nextInt(signs.codePointCount(0, signs.length())));
            text.appendCodePoint(signs.codePointAt(at));
        }
        return text.toString();
    }

    private String said() {
        String text = text();
        return text.isBlank() ? "x" + text : text;
    }

    private String line(int longest) {
        String text = said();
        return text.length() <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest / 2));
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> some(int most, Supplier<T> value) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(index -> value.get())
                .toList();
    }

    private Instant time() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextBoolean() ? 0 : random.nextInt(1_000_000) * 1_000L);
    }

    private LocalDate day() {
        return LocalDate.ofEpochDay(random.nextInt(40_000));
    }

    private String id(String prefix) {
        return prefix + random.nextInt(1_000) + one(List.of("", ".a", "_b_", "-c"));
    }

    private List<String> ids(String prefix) {
        return some(3, () -> id(prefix));
    }

    private NewCoe coe() {
        return new NewCoe(
                one(Kind.class),
                one(Severity.class),
                one(Confidentiality.class),
                line(200),
                maybe(this::text),
                one(List.of("storage", "null", "a.b", "1", "no")),
                maybe(() -> one(List.of("ana", "~", "0x1f", "ünal"))),
                some(3, () -> one(List.of("lee", "kim", "on"))),
                some(2, () -> one(List.of("storage", "no"))),
                some(2, () -> "eve"),
                some(3, () -> line(200)),
                some(3, () -> line(200)),
                some(3, () -> line(100)),
                new IncidentTimes(maybe(this::time), maybe(this::time), null, maybe(this::time), maybe(this::time)),
                new WhatHappened(
                        maybe(this::text),
                        some(
                                4,
                                () -> new WhatHappened.Entry(
                                        maybe(() -> id("t")), time(), one(WhatHappened.Kind.class), said(), ids("d")))),
                new Impact(
                        maybe(this::text),
                        some(
                                3,
                                () -> new Impact.Measure(
                                        one(Impact.Kind.class),
                                        one(List.of(
                                                        "0",
                                                        "150000",
                                                        "-1.50",
                                                        "0.000001",
                                                        "999999999999999999.999999",
                                                        "1E+3"))
                                                .transform(BigDecimal::new),
                                        maybe(() -> line(200)),
                                        random.nextBoolean())),
                        maybe(this::text)),
                new RootCause(
                        maybe(this::text),
                        some(
                                4,
                                () -> new RootCause.Cause(
                                        maybe(() -> id("c")),
                                        one(RootCause.Kind.class),
                                        one(RootCause.Category.class),
                                        said(),
                                        ids("d"),
                                        ids("c")))),
                new SupportingData(
                        some(
                                4,
                                () -> new SupportingData.Evidence(
                                        maybe(() -> id("d")),
                                        one(SupportingData.Kind.class),
                                        line(500),
                                        maybe(() -> "https://example.org/a?b=" + random.nextInt() + "#*_c_*"),
                                        maybe(this::text),
                                        maybe(() -> id("0199")),
                                        maybe(this::time))),
                        maybe(this::text)),
                new CriticalImplications(
                        one(CriticalImplications.SecurityExposure.class),
                        some(
                                3,
                                () -> new CriticalImplications.Implication(
                                        one(CriticalImplications.Pillar.class),
                                        one(CriticalImplications.Level.class),
                                        said()))),
                new Lessons(some(
                        3,
                        () -> new Lessons.Lesson(
                                maybe(() -> id("l")), one(Lessons.Kind.class), said(), maybe(this::text)))),
                some(4, this::action),
                some(
                        3,
                        () -> random.nextBoolean()
                                ? new RelatedItem(RelatedItem.Kind.COE, "COE-7", "same__cause_", random.nextBoolean())
                                : new RelatedItem(RelatedItem.Kind.ACTION, "COE-7-A12", "x", random.nextBoolean())),
                maybe(() -> one(List.of("incident", "a-1"))));
    }

    private NewAction action() {
        List<ActionState> states = new ArrayList<>(List.of(ActionState.values()));
        states.remove(ActionState.VERIFIED);
        return new NewAction(
                line(200),
                maybe(this::text),
                one(ActionType.class),
                one(Priority.class),
                one(states),
                maybe(() -> "storage"),
                maybe(() -> "ana"),
                maybe(this::day),
                ids("c"),
                maybe(() -> new Tracker(line(60), maybe(() -> line(100)), maybe(() -> "https://example.org/x"))),
                maybe(() -> new NewAction.FiledCompletion(maybe(this::time), maybe(this::text))),
                maybe(() -> new NewAction.VerificationPlan(maybe(this::text), maybe(this::day), maybe(() -> "lee"))),
                maybe(() -> new NewAction.FiledRefusal(said(), "kim", day())));
    }

    /** The record as it comes back: files stay where they are, and are named. */
    private static JsonNode withoutFiles(NewCoe coe) {
        ObjectNode record = (ObjectNode) JsonText.tree(coe);
        List<SupportingData.Evidence> items = coe.supportingData().items().stream()
                .map(item -> FileRemark.read(item, null, null, null))
                .toList();
        ((ObjectNode) record.get("supportingData")).set("items", JsonText.tree(items));
        return record;
    }

    private static NewCoe readBack(String document) {
        Reading read = DocumentReader.read(document);
        assertThat(read.wrong()).as(document).isEmpty();
        return JsonText.read(read.record().toString(), NewCoe.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_record_comes_back_as_it_was_whatever_its_texts_hold(int seed) {
        random.setSeed(seed);
        for (int index = 0; index < 60; index++) {
            NewCoe coe = coe();
            String document = DocumentWriter.write(new Filing(coe, null, Map.of()));
            assertThat(Members.of(readBack(document))).as(document).isEqualTo(Members.normal(withoutFiles(coe)));
        }
    }

    static List<String> odd() {
        return ODD;
    }

    @ParameterizedTest
    @MethodSource("odd")
    void each_odd_text_comes_back_from_each_place(String text) {
        String said = text.isBlank() ? "x" + text : text;
        NewCoe coe = new NewCoe(
                Kind.INCIDENT,
                Severity.SEV1,
                null,
                said,
                text,
                "storage",
                null,
                null,
                null,
                null,
                List.of(said),
                null,
                List.of(said, said),
                null,
                new WhatHappened(
                        text,
                        List.of(
                                new WhatHappened.Entry("t1", Instant.EPOCH, null, said, List.of("d1")),
                                new WhatHappened.Entry(null, Instant.EPOCH, null, said, null))),
                new Impact(text, List.of(new Impact.Measure(Impact.Kind.SLO, BigDecimal.TEN, text, true)), text),
                new RootCause(
                        text,
                        List.of(new RootCause.Cause("c1", RootCause.Kind.TRIGGER, null, said, null, List.of("c2")))),
                new SupportingData(
                        List.of(new SupportingData.Evidence(
                                "d1", SupportingData.Kind.LOG, said, null, text, null, Instant.EPOCH)),
                        text),
                new CriticalImplications(
                        null,
                        List.of(new CriticalImplications.Implication(
                                CriticalImplications.Pillar.COST, CriticalImplications.Level.LOW, said))),
                new Lessons(List.of(new Lessons.Lesson("l1", Lessons.Kind.LEARNED, said, text))),
                List.of(new NewAction(
                        said,
                        text,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Tracker(said, text, null),
                        new NewAction.FiledCompletion(null, text),
                        new NewAction.VerificationPlan(text, null, null),
                        new NewAction.FiledRefusal(said, "kim", LocalDate.EPOCH))),
                null,
                null);
        String document = DocumentWriter.write(new Filing(coe, null, Map.of()));
        assertThat(Members.of(readBack(document))).as(document).isEqualTo(Members.normal(withoutFiles(coe)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-knight-order-router",
                "02-gitlab-database-deletion",
                "03-s3-capacity-removal",
                "04-homebrew-leaked-token",
                "05-github-database-failover",
                "06-cloudflare-waf-regex",
                "07-kinesis-thread-limit",
                "08-slack-transit-gateway",
                "09-fastly-latent-bug",
                "10-facebook-backbone",
                "11-roblox-consul",
                "12-atlassian-site-deletion",
                "13-circleci-stolen-session",
                "14-datadog-systemd-update",
                "15-cloudflare-data-centre-power",
                "16-crowdstrike-channel-file"
            })
    void a_real_incident_comes_back_as_it_was_and_reads_as_a_person_would_have_written_it(String name)
            throws IOException {
        try (InputStream file = RoundTripTest.class.getResourceAsStream("/demo/incidents/" + name + ".json")) {
            String json = JsonText.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .get("coe")
                    .toString();
            NewCoe coe = JsonText.read(json, NewCoe.class);
            String document = DocumentWriter.write(new Filing(coe, null, Map.of()));
            assertThat(Members.of(readBack(document))).isEqualTo(Members.of(coe));
            assertThat(document).doesNotContain("```markdown", "```json-string");
            assertThat(Members.of(readBack(document.replace("\n", "\r\n")))).isEqualTo(Members.of(coe));
        }
    }
}
