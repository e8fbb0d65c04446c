package org.coetracker.action;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A due date that moves, or would move, when a policy is applied.
 *
 * @param action ref of the action
 * @param coe ref of its COE
 * @param from the date until now
 * @param to the date that the policy gives
 * @param rule the rule that gives it
 */
@Schema(name = "MovedDate")
record MovedDate(String action, String coe, LocalDate from, LocalDate to, String rule) {}
