package org.coetracker.coe.answer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Fourth question: what data show it?
 *
 * @param items the evidence
 * @param missing why there is none, or what is missing
 */
@Schema(name = "SupportingData")
public record SupportingData(
        @Size(max = 300) List<@NotNull @Valid Evidence> items,
        @Size(max = 10_000) String missing) {
    /** Nothing said yet. */
    public static final SupportingData EMPTY = new SupportingData(List.of(), null);

    /** Fills in what was left out. */
    public SupportingData {
        items = items == null ? List.of() : items;
    }

    /**
     * One piece of evidence: an address, a text or a file.
     *
     * @param id unique in the record; given by the service when left out
     * @param kind what it is
     * @param title what it shows
     * @param url where it is; checked for its form only, never fetched
     * @param text what it says
     * @param attachment id of the file, which has to be attached to the COE
     * @param capturedAt when it was taken
     */
    @Schema(name = "Evidence")
    public record Evidence(
            @Pattern(regexp = ItemIds.FORM, message = ItemIds.MESSAGE) String id,

            @NotNull Kind kind,
            @NotBlank @Size(max = 500) String title,

            @Size(max = 2_000) @Pattern(regexp = "https?://\\S+", message = "has to be an http or https address without spaces") String url,

            @Size(max = 100_000) String text,
            @Size(max = 40) String attachment,
            Instant capturedAt) {}

    /** What a piece of evidence is. */
    @Schema(name = "EvidenceKind")
    public enum Kind {
        /** A number. */
        METRIC,
        /** What a machine wrote down. */
        LOG,
        /** A picture of numbers. */
        GRAPH,
        /** A question to a machine, with or without its answer. */
        QUERY,
        /** Something to read. */
        LINK,
        /** A file. */
        FILE
    }
}
