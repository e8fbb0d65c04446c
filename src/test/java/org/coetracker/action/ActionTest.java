package org.coetracker.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.coetracker.people.Team;
import org.coetracker.policy.Severity;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @EnumSource(value = ActionState.class, mode = EnumSource.Mode.EXCLUDE, names = "REFUSED")
    void a_risk_is_taken_for_longer_only_where_it_is_taken(ActionState state) {
        Action action = in(state);
        Moves.Refuse again = new Moves.Refuse("Still rare.", "lee", LocalDate.of(2027, 1, 1));
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> action.refuseAgain(again, NOW));
        assertThat(refused.code()).isEqualTo(ErrorCode.ILLEGAL_MOVE);
        assertThat(refused.extensions()).containsEntry("current", state.word());
        assertThat(action.refusal()).isNull();
    }

    private static Action in(ActionState state) {
        NewAction command = new NewAction(
                "Alert", null, null, null, state, null, "ana", LocalDate.of(2026, 12, 1), null, null, null, null, null);
        Action.Parent coe = new Action.Parent(new UUID(0, 1), 1, Severity.SEV2, false, "storage");
        return Action.file(coe, new UUID(0, 2), 1, command, new Storage(), null, "ana", NOW);
    }

    private static final class Storage extends Team {
        @Override
        public LocalDate today(Instant now) {
            return LocalDate.ofInstant(now, ZoneOffset.UTC);
        }
    }
}
