package org.coetracker.coe;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.coetracker.coe.answer.SupportingData;
import org.coetracker.coe.answer.SupportingData.Evidence;
import org.coetracker.shared.json.JsonText;

/** The files that a record names as its evidence. */
public final class EvidenceFiles {
    private EvidenceFiles() {}

    /** The files by their ids, in one statement; in none for a record that names no file. */
    public static Map<String, AttachedFiles.Named> of(CoeView coe, AttachedFiles files) {
        List<String> ids = JsonText.read(coe.supportingData(), SupportingData.class).items().stream()
                .map(Evidence::attachment)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return ids.isEmpty() ? Map.of() : files.named(coe.id(), ids);
    }
}
