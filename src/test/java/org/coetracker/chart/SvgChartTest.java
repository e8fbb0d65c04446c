package org.coetracker.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.coetracker.chart.ChartQuery.Wanted;
import org.coetracker.chart.ChartView.Mark;
import org.junit.jupiter.api.Test;

class SvgChartTest {
    private static final Instant START = Instant.parse("2026-01-31T13:00:00Z");

    static ChartView chart(String csv, String title, List<Mark> marks, ZoneId zone) throws IOException {
        Wanted wanted = new Wanted(List.of(), null, zone, null, null);
        Table.Read read = Table.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), wanted);
        return ChartService.view(
                "COE-42", UUID.fromString("0199b1aa-1c07-7e02-9a41-7f6e5d4c3b2a"), title, read, zone, marks);
    }

    private static String svg(String csv, String title, List<Mark> marks) throws IOException {
        return SvgChart.of(chart(csv, title, marks, ZoneOffset.UTC));
    }

    static List<Mark> marks() {
        return List.of(
                new Mark("startedAt", START.plusSeconds(3600)),
                new Mark("detectedAt", START.plusSeconds(3600 + 420)),
                new Mark("engagedAt", START.plusSeconds(3600 + 540)),
                new Mark("mitigatedAt", START.plusSeconds(3 * 3600)),
                new Mark("resolvedAt", START.plusSeconds(5 * 3600 + 1800)));
    }

    private static String latencies(int rows, int step) {
        Random chance = new Random(1);
        StringBuilder csv = new StringBuilder("time,p50 (ms),p99 (ms),errors (1/s),queue length\n");
        for (int row = 0; row < rows; row++) {
            long second = (long) row * step;
            boolean bad = second > 3600 && second < 3 * 3600;
            if (second > 4 * 3600 && second < 4 * 3600 + 900) {
                continue;
            }
            csv.append(START.plusSeconds(second)).append(',');
            csv.append(bad ? 180 + chance.nextInt(60) : 22 + chance.nextInt(6)).append(',');
            csv.append(
                    row % 50 == 7 ? "n/a" : String.valueOf(bad ? 900 + chance.nextInt(700) : 90 + chance.nextInt(40)));
            csv.append(',')
                    .append(bad ? 35 + chance.nextInt(10) + 0.5 : chance.nextInt(2))
                    .append(',');
            csv.append(bad ? 12_000 + row * 3 : 300 + chance.nextInt(50)).append('\n');
        }
        return csv.toString();
    }

    private static void parses(String svg) throws Exception {
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_picture_is_well_formed_and_says_in_words_what_it_shows() throws Exception {
        String svg = svg(latencies(360, 60), "Latency of <checkout> & \"friends\"\u0001", marks());
        parses(svg);
        assertThat(svg)
                .contains("Latency of &lt;checkout&gt; &amp; &quot;friends&quot;</title>")
                .contains("Started at 2026-01-31T14:00:00Z.")
                .contains(">Started 14:00<", ">Detected 14:07<", ">Resolved 18:30<")
                .contains("p50 (ms): ")
                .doesNotContain("NaN", "Infinity", "<script", " style=");
        keep("chart-small", svg);
    }

    @Test
    void many_rows_stay_a_picture_of_a_bounded_size() throws Exception {
        String svg = svg(latencies(21_600, 1), "Latency of checkout", marks());
        parses(svg);
        assertThat(svg.length()).isLessThan(200_000);
        assertThat(svg).contains("where many lie close together");
        keep("chart-large", svg);
    }

    @Test
    void one_row_long_names_and_eight_columns_have_room() throws Exception {
        String one = svg("time,load\n2026-01-31T14:00:00Z,3\n", "One value", marks());
        assertThat(one).contains("<circle", "Outside of the picture: Detected 2026-01-31 14:07:00");
        keep("chart-one", one);
        StringBuilder csv = new StringBuilder("day");
        List<String> names = new ArrayList<>();
        for (int column = 0; column < 8; column++) {
            names.add("requests_of_a_service_with_a_long_name_" + column);
        }
        csv.append(',').append(String.join(",", names)).append('\n');
        for (int day = 1; day < 29; day++) {
            csv.append("2026-02-%02d".formatted(day));
            for (int column = 0; column < 8; column++) {
                csv.append(',').append((column + 1) * 1_000_000L + day * 70_000L * (column % 3 - 1));
            }
            csv.append('\n');
        }
        String svg = svg(
                csv.toString(),
                "A long title that says what there is to see here and why it matters to us all today",
                marks());
        parses(svg);
        assertThat(svg).contains(">Started 01-31 14:00<");
        keep("chart-eight", svg);
    }

    /** To be looked at. */
    private static void keep(String name, String svg) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "charts"));
        Files.writeString(directory.resolve(name + ".svg"), svg);
        assertThat(svg).startsWith("<svg ").endsWith("</svg>\n");
    }

    @Test
    void what_hurt_before_1970_is_shaded_like_everything_else() throws IOException {
        String csv = "time,load\n1969-07-20T20:00:00Z,1\n1969-07-20T20:10:00Z,2\n1969-07-20T20:20:00Z,1\n";
        Instant start = Instant.parse("1969-07-20T20:05:00Z");
        List<Mark> marks = List.of(new Mark("startedAt", start), new Mark("resolvedAt", start.plusSeconds(600)));
        assertThat(svg(csv, "Landing", marks)).contains("Shaded: from started to resolved.", "fill=\"#fdf0e3\"");
    }
}
