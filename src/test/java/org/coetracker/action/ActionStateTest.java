package org.coetracker.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.coetracker.action.ActionState.Move;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActionStateTest {
    /** The whole table: what is not in it is refused. */
    private static final Map<ActionState, Set<Move>> ALLOWED = new EnumMap<>(Map.of(
            ActionState.PROPOSED, Set.of(Move.COMMIT, Move.REFUSE),
            ActionState.COMMITTED, Set.of(Move.START, Move.REFUSE, Move.RE_DATE),
            ActionState.IN_PROGRESS, Set.of(Move.COMPLETE, Move.REFUSE, Move.RE_DATE),
            ActionState.DONE, Set.of(Move.VERIFY),
            ActionState.VERIFIED, Set.of(Move.REOPEN),
            ActionState.REFUSED, Set.of(Move.REOPEN)));

    static Stream<Arguments> every_state_and_move() {
        return Stream.of(ActionState.values())
                .flatMap(state -> Stream.of(Move.values()).map(move -> Arguments.of(state, move)));
    }

    @ParameterizedTest
    @MethodSource("every_state_and_move")
    void a_move_is_open_as_the_table_says_or_refused_with_the_open_ones(ActionState state, Move move) {
        if (ALLOWED.get(state).contains(move)) {
            assertThatCode(() -> state.require(move, "COE-1-A1")).doesNotThrowAnyException();
            return;
        }
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> state.require(move, "COE-1-A1"));
        assertThat(refused.code()).isEqualTo(ErrorCode.ILLEGAL_MOVE);
        assertThat(refused.extensions()).containsEntry("openMoves", state.openMoves());
    }

    @Test
    void open_moves_are_named_as_in_their_paths() {
        assertThat(ActionState.COMMITTED.openMoves()).isEqualTo(List.of("start", "refuse", "re-date"));
    }
}
