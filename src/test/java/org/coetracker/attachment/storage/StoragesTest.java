package org.coetracker.attachment.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.coetracker.shared.start.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoragesTest {
    private static final Map<String, String> GOOD = Map.of(
            "COE_ATTACHMENTS", "s3",
            "COE_S3_ENDPOINT", "https://minio.example.org:9000",
            "COE_S3_BUCKET", "files",
            "COE_S3_ACCESS_KEY", "name",
            "COE_S3_SECRET_KEY", "key");

    @Test
    void postgresql_needs_no_setting_and_s3_is_fine_when_all_is_said() {
        assertThatCode(() -> Storages.check(Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> Storages.check(Map.of("COE_ATTACHMENTS", "", "COE_S3_BUCKET", "")))
                .doesNotThrowAnyException();
        assertThatCode(() -> Storages.check(Map.of("COE_ATTACHMENTS", "postgresql")))
                .doesNotThrowAnyException();
        assertThatCode(() -> Storages.check(GOOD)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "COE_ATTACHMENTS, disk, COE_ATTACHMENTS is postgresql or s3",
        "COE_S3_BUCKET, '', COE_S3_BUCKET is missing",
        "COE_S3_SECRET_KEY, '', COE_S3_ACCESS_KEY and COE_S3_SECRET_KEY go together",
        "COE_S3_ENDPOINT, '', COE_S3_ENDPOINT or COE_S3_REGION is missing",
        "COE_S3_ENDPOINT, minio:9000, COE_S3_ENDPOINT is an address",
        "COE_S3_PATH_STYLE, yes, COE_S3_PATH_STYLE is true or false"
    })
    void what_is_missing_or_cannot_be_meant_is_said_before_anything_starts(String name, String value, String words) {
        Map<String, String> environment = new HashMap<>(GOOD);
        environment.put(name, value);
        assertThatThrownBy(() -> Storages.check(environment))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith(words);
    }
}
