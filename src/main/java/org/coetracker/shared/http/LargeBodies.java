package org.coetracker.shared.http;

/** Where bodies are taken that are too large for memory: they are written to a file as they come ({@link Upload}). */
public interface LargeBodies {
    /** Whether a request takes such a body. */
    boolean areTakenAt(String method, String path);

    /** The largest content, in bytes. */
    long mostBytes();
}
