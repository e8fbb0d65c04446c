package org.coetracker.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MentionedHandlesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@ana, please look | ana",
                "(@ana) | ana",
                "@Ana and @lee-b | ana lee-b",
                "**@ana**: why? | ana",
                "Ask *@ana*, or _@lee_ | ana lee",
                "> said @ana | ana",
                "- @ana | ana",
                "Ask @ana. | ana",
                "@ana...why? | ana",
                "@ana.lee. | ana.lee",
                "@ana..lee | ana",
                "@ana-.lee | ana-",
                "and/@ana | ana",
                "done.@ana | ana",
                "-@ana | ana",
                "+@ana | ana",
                "@ana/@lee | ana lee",
                "@ana/ | ana",
                "See https://example.com/@lee and @ana | ana",
                "<b>@ana</b> | ana",
                "@ana_b | ana_b",
                "こんにちは@anaさん | ana",
                "@ana @ana | ana",
                "[see @ana](https://example.com/) | ana"
            })
    void a_handle_behind_an_at_is_a_mention(String text, String handles) {
        assertThat(MentionedHandles.in(text)).containsExactly(handles.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana@example.com",
                "Mail <ana@example.com>",
                "`@ana`",
                "``a `@ana` b``",
                "```\n@ana\n```",
                "~~~ java\n@Override\n~~~",
                "    @ana",
                "https://example.com/@ana",
                "(https://example.com/a_b/@ana)",
                "https://example.com/?by=@ana",
                "@ana/lib",
                "e\u0301@ana",
                "@ana\u0301",
                "<div>\n@ana\n</div>",
                "@ana@example.social",
                "@@ana",
                "@anaé",
                "é@ana",
                "@ ana",
                "@-ana",
                "![@ana](https://example.com/a.png)",
                "nobody"
            })
    void code_addresses_and_paths_mention_nobody(String text) {
        assertThat(MentionedHandles.in(text)).isEmpty();
    }

    @Test
    void a_mention_in_one_line_does_not_depend_on_code_in_another() {
        assertThat(MentionedHandles.in("`@lee` and @ana\n\n```\n@kim\n```\n@zoe"))
                .containsExactly("ana", "zoe");
    }

    @Test
    void text_that_is_nested_as_deep_as_it_goes_is_read() {
        for (String nest : List.of(">", "* ", "[", "*a **b ", "![", "_a *")) {
            String text = nest.repeat(20_000 / nest.length() / 2) + " @ana " + "** ".repeat(200) + "*".repeat(5_000);
            assertThat(MentionedHandles.in(text)).as(nest).isSubsetOf("ana");
        }
        String emphasis = "*a ".repeat(3_000) + "@ana" + " b*".repeat(3_000);
        assertThat(MentionedHandles.in(emphasis)).containsExactly("ana");
    }

    @Test
    void the_end_of_a_sentence_may_be_left_off() {
        assertThat(MentionedHandles.withoutEnd("ana-_")).isEqualTo("ana");
        assertThat(MentionedHandles.withoutEnd("a.b")).isEqualTo("a.b");
    }
}
