package org.coetracker.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ComposeTest {
    private static final Pattern SETTING = Pattern.compile("`(COE_[A-Z0-9_]+)`");

    @Test
    void every_setting_that_the_documentation_of_files_names_is_passed_on_by_compose() throws IOException {
        TreeSet<String> documented = new TreeSet<>();
        Matcher setting = SETTING.matcher(Files.readString(Path.of("docs/attachments.md")));
        while (setting.find()) {
            documented.add(setting.group(1));
        }
        assertThat(documented).contains("COE_ATTACHMENTS", "COE_SPOOL_BYTES", "COE_S3_PREFIX");
        String compose = Files.readString(Path.of("deploy/compose.yaml"));
        assertThat(documented).allSatisfy(name -> assertThat(compose).containsPattern("(?m)^      " + name + ":"));
    }
}
