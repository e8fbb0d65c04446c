package org.coetracker.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "=1\n+1", "+1", "-1", "@sum(a1)", "\t=1", "\r\n=1", " =1", "\uff1d1", "=a\r\nb"})
    void what_begins_like_a_formula_is_text(String cell) {
        assertThat(Spreadsheet.harmless(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1", "team-1", "Why?", "a\n=1", "1-1"})
    void anything_else_stays_as_it_is(String cell) {
        assertThat(Spreadsheet.harmless(cell)).isEqualTo(cell);
    }
}
