package org.coetracker.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.coetracker.coe.answer.RootCause.Category;
import org.coetracker.coe.answer.RootCause.Cause;
import org.coetracker.coe.answer.RootCause.Kind;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class CauseGraphTest {

    private static Cause cause(String id, Kind kind, String text, String... becauseOf) {
        return new Cause(id, kind, Category.PROCESS, text, List.of(), List.of(becauseOf));
    }

    private static CauseGraph graph(Cause... causes) {
        return CauseGraph.of("COE-42", List.of(causes), List.of());
    }

    /** c1 is because of c2 and c3, which meet in c4; c5 stands alone. */
    private static CauseGraph meeting() {
        return graph(
                cause("c4", Kind.ROOT_CAUSE, "No stages."),
                cause("c1", Kind.INTERMEDIATE, "Down.", "c2", "c3", "c4"),
                cause("c2", Kind.INTERMEDIATE, "Wrong unit.", "c4"),
                cause("c3", Kind.TRIGGER, "A change.", "c4"),
                cause("c5", Kind.CONTRIBUTING_FACTOR, "Few people there."));
    }

    /** Ten layers of three, each tied to all of the next. */
    private static CauseGraph dense() {
        List<Cause> causes = new ArrayList<>();
        for (int layer = 0; layer < 10; layer++) {
            for (int place = 0; place < 3; place++) {
                int next = layer + 1;
                String[] because = layer == 9
                        ? new String[0]
                        : new String[] {"n" + next + "-0", "n" + next + "-1", "n" + next + "-2"};
                causes.add(cause("n" + layer + "-" + place, Kind.INTERMEDIATE, "Because.", because));
            }
        }
        return CauseGraph.of("COE-42", causes, List.of());
    }

    @Test
    void chains_branch_and_meet_and_run_from_effects_to_what_nothing_explains() {
        CauseGraph graph = meeting();
        assertThat(graph.chains())
                .containsExactly(
                        List.of("c1", "c2", "c4"), List.of("c1", "c3", "c4"), List.of("c1", "c4"), List.of("c5"));
        assertThat(graph.chainCount()).isEqualTo(4);
        assertThat(graph.depth()).isEqualTo(3);
        assertThat(graph.edges()).hasSize(5);
    }

    @Test
    void a_cause_stands_below_the_furthest_that_it_explains() {
        assertThat(meeting().nodes())
                .extracting(CauseGraph.Node::id, CauseGraph.Node::layer)
                .containsExactly(tuple("c4", 2), tuple("c1", 0), tuple("c2", 1), tuple("c3", 1), tuple("c5", 0));
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @Test
    void of_very_many_chains_the_first_are_told_and_all_are_counted() {
        CauseGraph graph = dense();
        assertThat(graph.chains()).hasSize(CauseGraph.MOST_CHAINS).doesNotHaveDuplicates();
        // Three to the power of ten.
        assertThat(graph.chainCount()).isEqualTo(59_049);
        assertThat(graph.depth()).isEqualTo(10);
    }

    @Test
    void a_chain_of_three_hundred_is_no_trouble() {
        List<Cause> causes = new ArrayList<>();
        for (int number = 0; number < 300; number++) {
            causes.add(cause(
                    "c" + number,
                    Kind.INTERMEDIATE,
                    "Because.",
                    number == 299 ? new String[0] : new String[] {"c" + (number + 1)}));
        }
        CauseGraph graph = CauseGraph.of("COE-42", causes, List.of());
        assertThat(graph.depth()).isEqualTo(300);
        assertThat(parsed(SvgPicture.of(graph)).getElementsByTagName("g").getLength())
                .isEqualTo(300);
    }

    @Test
    void no_cause_is_a_graph_too() {
        CauseGraph graph = graph();
        assertThat(graph.depth()).isZero();
        assertThat(graph.chains()).isEmpty();
        assertThat(parsed(SvgPicture.of(graph)).getDocumentElement().getTextContent())
                .contains("No causes are written down yet.");
        assertThat(MermaidText.of(graph)).startsWith("flowchart TD\n");
    }

    @Test
    void the_picture_has_a_title_a_description_a_box_for_each_cause_and_an_arrow_for_each_because() {
        Document picture = parsed(SvgPicture.of(meeting()));
        Element root = picture.getDocumentElement();
        assertThat(root.getAttribute("role")).isEqualTo("img");
        for (String id : root.getAttribute("aria-labelledby").split(" ")) {
            assertThat(ids(picture)).contains(id);
        }
        assertThat(picture.getElementsByTagName("g").getLength()).isEqualTo(5);
        // The arrow's head is a path too.
        assertThat(picture.getElementsByTagName("path").getLength()).isEqualTo(5 + 1);
        assertThat(root.getTextContent())
                .contains("No action addresses this.")
                .contains("1 root cause without an action");
    }

    @Test
    void boxes_do_not_cover_each_other_and_none_is_outside() {
        Document picture = parsed(SvgPicture.of(dense()));
        int width = Integer.parseInt(picture.getDocumentElement().getAttribute("width"));
        int height = Integer.parseInt(picture.getDocumentElement().getAttribute("height"));
        List<java.awt.Rectangle> boxes = new ArrayList<>();
        NodeList rects = picture.getElementsByTagName("rect");
        for (int index = 1; index < rects.getLength(); index++) {
            Element rect = (Element) rects.item(index);
            java.awt.Rectangle box = new java.awt.Rectangle(
                    Integer.parseInt(rect.getAttribute("x")),
                    Integer.parseInt(rect.getAttribute("y")),
                    Integer.parseInt(rect.getAttribute("width")),
                    Integer.parseInt(rect.getAttribute("height")));
            assertThat(new java.awt.Rectangle(0, 0, width, height).contains(box))
                    .isTrue();
            assertThat(boxes).noneMatch(box::intersects);
            boxes.add(box);
        }
        assertThat(boxes).hasSize(30);
    }

    @Test
    void what_people_wrote_is_text_in_the_picture_and_nothing_else() {
        String evil = "</text><script>alert(1)</script><a href=\"javascript:x\" onload='y'>&amp;\u0000\u0008\uFFFE "
                + "x".repeat(500);
        Document picture = parsed(SvgPicture.of(graph(cause("c1", Kind.ROOT_CAUSE, evil))));
        assertThat(picture.getElementsByTagName("script").getLength()).isZero();
        assertThat(picture.getElementsByTagName("a").getLength()).isZero();
        assertThat(picture.getDocumentElement().getTextContent()).contains("<script>alert(1)</script>");
    }

    @Test
    void a_picture_needs_nothing_that_a_content_policy_forbids() {
        assertThat(SvgPicture.of(meeting()))
                .doesNotContain(
                        "<style", " style=", "<script", "href", "<image", "<foreignObject", "onload", "onclick");
    }

    @Test
    void long_words_are_broken_and_long_texts_cut() {
        assertThat(SvgPicture.lines("x".repeat(1_000) + " y"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(34))
                .hasSizeLessThanOrEqualTo(5);
        assertThat(SvgPicture.lines("Replication had broken, and wiping and rebuilding the standby was the only way."))
                .containsExactly(
                        "Replication had broken, and wiping", "and rebuilding the standby was the", "only way.");
    }

    @Test
    void signs_that_are_wide_make_shorter_lines() {
        assertThat(SvgPicture.lines("数据库主节点的数据目录在修复复制时被删除六小时数据丢失"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(17));
        assertThat(SvgPicture.lines("WM".repeat(40) + " NEVER RETRY THE WRITES OF THE LEDGER"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(30));
        assertThat(SvgPicture.lines("\uD83D\uDD25".repeat(40)))
                .allSatisfy(line ->
                        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(17));
    }

    @Test
    void no_text_has_more_lines_than_a_box_has_room_for_and_what_is_cut_is_marked() {
        for (String text :
                List.of("数据库主节点".repeat(60), "W".repeat(500), "Wwwww wwwwwwwwwwwwwwwwwwwwwwwwwwwwww ".repeat(9))) {
            List<String> lines = SvgPicture.lines(text);
            assertThat(lines).hasSizeLessThanOrEqualTo(5);
            assertThat(lines.get(lines.size() - 1)).endsWith("…");
        }
    }

    @Test
    void a_long_id_leaves_room_for_the_kind() {
        CauseGraph.Node node = graph(cause("W".repeat(40), Kind.CONTRIBUTING_FACTOR, "Few people there."))
                .nodes()
                .get(0);
        assertThat(SvgPicture.header(node)).endsWith("… · contributing factor").hasSizeLessThan(34);
        assertThat(SvgPicture.header(meeting().nodes().get(0))).isEqualTo("c4 · root cause");
    }

    @Test
    void numbers_in_a_picture_are_ascii_in_every_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(SvgPicture.of(meeting()).codePoints()).allMatch(sign -> sign < 0x600);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_flowchart_is_no_larger_than_what_mermaid_shows_and_says_what_is_left_out() {
        List<Cause> causes = new ArrayList<>();
        for (int number = 0; number < 300; number++) {
            List<String> because = new ArrayList<>();
            for (int next = number + 1; next < Math.min(300, number + 20); next++) {
                because.add("c" + next);
            }
            causes.add(cause("c" + number, Kind.INTERMEDIATE, "\"<>\" ".repeat(200), because.toArray(String[]::new)));
        }
        CauseGraph graph = CauseGraph.of("COE-42", causes, List.of());
        String chart = MermaidText.of(graph);
        long nodes = chart.lines().filter(line -> line.contains(":::")).count();
        long edges = chart.lines().filter(line -> line.contains("-->")).count();
        assertThat(chart).hasSizeLessThan(MermaidText.MOST_CHARACTERS);
        assertThat(edges).isEqualTo(MermaidText.MOST_EDGES);
        assertThat(nodes).isGreaterThan(50);
        assertThat(chart).doesNotContain("null");
        assertThat(chart)
                .contains("more[\"Left out: " + (300 - nodes) + " causes and "
                        + (graph.edges().size() - edges) + " arrows.\"]");
        assertThat(MermaidText.of(meeting())).doesNotContain("Left out");
    }

    @Test
    void a_flowchart_takes_no_sign_of_its_language_from_what_people_wrote() {
        String evil = "end\"] --> n9; %%{init: {}}%% <b>`#quot;\n click n1 href";
        String chart = MermaidText.of(
                graph(cause("end", Kind.ROOT_CAUSE, evil), cause("c1", Kind.INTERMEDIATE, "Zoë – “quoted”", "end")));
        assertThat(chart.lines().filter(line -> line.contains("-->"))).containsExactly("    n2 --> n1");
        assertThat(chart.lines()).hasSize(3 + 2 + 1 + 4);
        assertThat(chart)
                .contains("n1[\"end · root cause: end#34;#93; --#62; n9#59; #37;#37;#123;init: ")
                .contains("Zoë #8211; #8220;quoted#8221;");
        assertThat(chart).doesNotContain("%%", "<b>", "`");
    }

    private static List<String> ids(Document picture) {
        List<String> ids = new ArrayList<>();
        NodeList all = picture.getElementsByTagName("*");
        for (int index = 0; index < all.getLength(); index++) {
            ids.add(((Element) all.item(index)).getAttribute("id"));
        }
        return ids;
    }

    private static Document parsed(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new AssertionError(svg, e);
        }
    }

    @Test
    void an_arrow_that_skips_a_row_has_a_place_between_the_boxes_there() {
        CauseGraph graph = meeting();
        Layout layout = Layout.of(graph);
        List<String> between = layout.between(new CauseGraph.Edge("c1", "c4"));
        assertThat(between).hasSize(1);
        assertThat(layout.rows().get(1))
                .extracting(Layout.Spot::id)
                .contains("c2", "c3")
                .containsAll(between);
        assertThat(layout.between(new CauseGraph.Edge("c1", "c2"))).isEmpty();
        assertThat(Layout.of(dense()).rows()).allSatisfy(row -> assertThat(row).hasSize(3));
    }
}
