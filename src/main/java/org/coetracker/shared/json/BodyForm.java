package org.coetracker.shared.json;

import jakarta.ws.rs.core.MediaType;
import org.coetracker.shared.problem.ProblemException;

/** Another form than JSON in which a body may be sent. */
public interface BodyForm {
    /** The name under which a request knows whether its body shows a whole record: what it does not say, that has not. */
    String IS_WHOLE = BodyForm.class.getName() + ".isWhole";

    /** The type of such bodies. */
    MediaType mediaType();

    /** What is read from them. */
    Class<? extends Command> command();

    /**
     * Reads a whole body, which is not empty.
     *
     * @throws ProblemException 400 when it cannot be understood, with all places at once
     */
    Command read(byte[] body);
}
