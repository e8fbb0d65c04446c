package org.coetracker.shared.problem;

/** Where in a body that is not JSON that stands which a JSON pointer into what was read from it points at. */
public interface SourceLines {
    /** The name under which a request knows the lines of its body. */
    String KEY = SourceLines.class.getName();

    /** The number of a line, from 1. */
    Integer lineOf(String pointer);
}
