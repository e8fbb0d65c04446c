package org.coetracker.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {
    private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE;
    private static final MediaType MARKDOWN = new MediaType("text", "markdown");

    private static MediaType range(MediaType type, String quality) {
        return new MediaType(type.getType(), type.getSubtype(), Map.of("q", quality));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-1", "-Infinity", "x", "0"})
    void a_quality_that_is_none_accepts_nothing(String quality) {
        assertThat(Negotiation.best(List.of(range(JSON, quality)), List.of(JSON)))
                .isEmpty();
    }

    @Test
    void a_quality_beyond_one_is_one() {
        List<MediaType> accepted = List.of(JSON, range(MARKDOWN, "5"));
        assertThat(Negotiation.best(accepted, List.of(MARKDOWN, JSON))).contains(JSON);
    }
}
