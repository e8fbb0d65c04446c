package org.coetracker.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.coetracker.audit.AuditChain.Head;
import org.coetracker.shared.problem.DatabaseProblems;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** Checks the chain for whoever asks the service. */
@ApplicationScoped
class AuditVerifier {
    private final AuditChain chain;
    private final AgroalDataSource database;

    AuditVerifier(AuditChain chain, AgroalDataSource database) {
        this.chain = chain;
        this.database = database;
    }

    /**
     * Seals what is committed and checks all of it.
     *
     * @param sequence with the hash, a head that the chain had once; null when none is known
     * @throws ProblemException 400 when only one of the two is given, or is of another form
     */
    AuditVerification verify(String sequence, String hash) {
        Head known = known(sequence, hash);
        chain.seal();
        // Not the connection of a transaction: each batch is one of its own.
        try (Connection connection = database.getConnection()) {
            return new ChainCheck(connection).run(known);
        } catch (SQLException e) {
            ProblemException away = DatabaseProblems.explain(e);
            throw away == null ? new IllegalStateException(e) : away;
        }
    }

    /** The head that the texts stand for; null when there are none. */
    static Head known(String sequence, String hash) {
        if (sequence == null && hash == null) {
            return null;
        }
        Violations violations = new Violations();
        if (sequence == null || !sequence.matches("\\d{1,18}")) {
            violations.parameter("sequence", "not_a_number", "sequence is a whole number, and comes with its hash.");
        }
        if (hash == null || !hash.matches("[0-9a-fA-F]{64}")) {
            violations.parameter("hash", "not_a_hash", "hash is 64 hexadecimal digits, and comes with its sequence.");
        }
        violations.orElseThrow(ErrorCode.MALFORMED);
        return new Head(Long.parseLong(sequence), hash.toLowerCase(Locale.ROOT));
    }
}
