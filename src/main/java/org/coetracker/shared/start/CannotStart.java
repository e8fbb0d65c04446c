package org.coetracker.shared.start;

/** A reason not to start that the operator can do something about; its message is the one line that they get to read. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A reason in one line that names the setting to change and holds no secret. */
    public CannotStart(String reason) {
        super(reason.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    /** A reason with what led to it, for whoever debugs it. */
    public CannotStart(String reason, Throwable cause) {
        this(reason);
        initCause(cause);
    }
}
