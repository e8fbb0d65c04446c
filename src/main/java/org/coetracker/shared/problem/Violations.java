package org.coetracker.shared.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Collects all that is wrong with one request, so that the caller hears everything at once. */
public final class Violations {
    /** More than anybody reads; what is beyond is said when these are mended. */
    private static final int MAX = 200;

    private final Map<String, Violation> found = new LinkedHashMap<>();

    /** Adds a violation, unless the same place has one already. */
    public Violations add(String pointer, String code, String detail) {
        if (found.size() < MAX) {
            found.putIfAbsent(pointer, Violation.at(pointer, code, detail));
        }
        return this;
    }

    /** Adds a violation of a query parameter. */
    public Violations parameter(String parameter, String code, String detail) {
        found.putIfAbsent("?" + parameter, Violation.of(parameter, code, detail));
        return this;
    }

    /** Runs the check for each item, with the item's pointer below {@code pointer}. */
    public static <T> void each(String pointer, List<T> items, BiConsumer<String, T> check) {
        for (int index = 0; index < items.size(); index++) {
            check.accept(pointer + "/" + index, items.get(index));
        }
    }

    /** Whether the place, or one above it, has a violation. */
    public boolean covers(String pointer) {
        return found.keySet().stream().anyMatch(key -> pointer.equals(key) || pointer.startsWith(key + "/"));
    }

    /** Whether nothing is wrong so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** What is wrong, in the order in which it was found. */
    public List<Violation> list() {
        return new ArrayList<>(found.values());
    }

    /**
     * Ends the request when anything is wrong.
     *
     * @throws ProblemException with all violations
     */
    public void orElseThrow(ErrorCode code) {
        if (!found.isEmpty()) {
            throw ProblemException.of(code, list());
        }
    }
}
