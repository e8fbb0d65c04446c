package org.coetracker.shared.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items what is on it
 * @param nextCursor what to ask for the next page with; null on the last
 * @param total how many there are in all, when asked for by {@code count=true}
 */
public record Page<T>(
        List<T> items,
        String nextCursor,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long total) {

    /** The same page with each item shown as something else. */
    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), nextCursor, total);
    }
}
