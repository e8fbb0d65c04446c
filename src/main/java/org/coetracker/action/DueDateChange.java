package org.coetracker.action;

import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One change of a due date after commitment.
 *
 * @param from the date before
 * @param to the date after
 * @param reason why
 * @param by who changed it
 * @param at when
 */
@Schema(name = "DueDateChange")
public record DueDateChange(LocalDate from, LocalDate to, String reason, String by, Instant at) {}
