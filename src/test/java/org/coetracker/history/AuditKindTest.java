package org.coetracker.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditKindTest {
    @ParameterizedTest
    @EnumSource
    void a_kind_is_known_by_its_word(AuditKind kind) {
        assertThat(AuditKind.of(kind.word())).isEqualTo(kind);
    }

    @Test
    void what_a_newer_version_writes_is_read_as_something_else() {
        assertThat(AuditKind.of("not_thought_of_yet")).isEqualTo(AuditKind.OTHER);
        assertThat(AuditKind.of("COE")).isEqualTo(AuditKind.OTHER);
    }
}
