package org.coetracker.coe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.coetracker.coe.Status.Move;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusTest {
    /** The whole table: what is not in it is refused. */
    private static final Map<Status, Map<Move, Status>> ALLOWED = new EnumMap<>(Map.of(
            Status.DRAFT, Map.of(Move.SUBMIT, Status.IN_REVIEW, Move.WITHDRAW, Status.WITHDRAWN),
            Status.IN_REVIEW,
                    Map.of(
                            Move.APPROVE, Status.APPROVED,
                            Move.REQUEST_CHANGES, Status.CHANGES_REQUESTED,
                            Move.WITHDRAW, Status.WITHDRAWN),
            Status.CHANGES_REQUESTED, Map.of(Move.SUBMIT, Status.IN_REVIEW, Move.WITHDRAW, Status.WITHDRAWN),
            Status.APPROVED, Map.of(Move.CLOSE, Status.CLOSED, Move.WITHDRAW, Status.WITHDRAWN),
            Status.CLOSED, Map.of(Move.REOPEN, Status.APPROVED),
            Status.WITHDRAWN, Map.of()));

    static Stream<Arguments> every_status_and_move() {
        return Stream.of(Status.values())
                .flatMap(status -> Stream.of(Move.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("every_status_and_move")
    void a_move_leads_where_the_table_says_or_is_refused_with_the_open_ones(Status status, Move move) {
        Status to = ALLOWED.get(status).get(move);
        if (to != null) {
            assertThat(status.after(move, "COE-1")).isEqualTo(to);
            return;
        }
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> status.after(move, "COE-1"));
        assertThat(refused.code()).isEqualTo(ErrorCode.ILLEGAL_MOVE);
        assertThat(refused.extensions())
                .containsEntry("current", status.word())
                .containsEntry("openMoves", status.openMoves());
        assertThat(status.openMoves()).hasSize(ALLOWED.get(status).size());
    }
}
