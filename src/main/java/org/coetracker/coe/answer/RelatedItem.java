package org.coetracker.coe.answer;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something earlier that has to do with this.
 *
 * @param kind what it is
 * @param ref which one
 * @param relation how the two relate, in lower snake case: {@code same_cause}, {@code similar}, {@code follow_up}, …
 * @param wouldHavePrevented whether carrying it out in time would have prevented this
 */
@Schema(name = "RelatedItem")
public record RelatedItem(
        @NotNull Kind kind,

        @NotNull @Pattern(regexp = "COE-[1-9]\\d{0,17}(-A[1-9]\\d{0,8})?", message = "is a ref such as COE-7 or COE-7-A2")
        String ref,

        @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,39}", message = "is a word in lower snake case, such as same_cause") String relation,

        Boolean wouldHavePrevented) {

    /** Fills in what was left out. */
    public RelatedItem {
        wouldHavePrevented = Boolean.TRUE.equals(wouldHavePrevented);
    }

    /** What is related. */
    @Schema(name = "RelatedKind")
    public enum Kind {
        /** A COE. */
        COE,
        /** A corrective action. */
        ACTION
    }
}
