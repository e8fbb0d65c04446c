package org.coetracker.shared.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** The conditions of a list, as query text with named parameters; never built from what a caller sent. */
public final class Selection {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<String, Object> ambient = new LinkedHashMap<>();

    /** A condition without a parameter. */
    public Selection where(String condition) {
        conditions.add(condition);
        return this;
    }

    /** A condition that holds only when its value is given. */
    public Selection where(String condition, String parameter, Object value) {
        if (value != null && !(value instanceof Collection<?> values && values.isEmpty())) {
            conditions.add(condition);
            parameters.put(parameter, value);
        }
        return this;
    }

    /** A parameter that is not the caller's choice, such as the time: a cursor outlives its change. */
    public Selection ambient(String parameter, Object value) {
        ambient.put(parameter, value);
        return this;
    }

    String text() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        all.putAll(ambient);
        return all;
    }

    /** Tells two lists apart, so that a cursor of one is not taken for the other. */
    String fingerprint() {
        CRC32 crc = new CRC32();
        crc.update((text() + parameters).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    Selection copy() {
        Selection copy = new Selection();
        copy.conditions.addAll(conditions);
        copy.parameters.putAll(parameters);
        copy.ambient.putAll(ambient);
        return copy;
    }
}
