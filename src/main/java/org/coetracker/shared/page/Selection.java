package org.coetracker.shared.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.coetracker.shared.json.JsonText;

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

    /** A condition that one attribute is any of the values; holds only when there are some. */
    public Selection whereIn(String attribute, String parameter, List<?> values) {
        // A list of varying length is planned anew each time; most lists have one value.
        return values.size() == 1
                ? where(attribute + " = :" + parameter, parameter, values.get(0))
                : where(attribute + " in :" + parameter, parameter, values);
    }

    /** A condition on a list in the database, which holds only when there are values to look for. */
    public Selection whereAny(String condition, String parameter, List<String> values) {
        return where(condition, parameter, values.isEmpty() ? null : values.toArray(String[]::new));
    }

    /** A parameter that is not the caller's choice, such as the time: a cursor outlives its change. */
    public Selection ambient(String parameter, Object value) {
        ambient.put(parameter, value);
        return this;
    }

    /** The conditions as the end of a query, from {@code where} on; empty when there are none. */
    public String text() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    /** The values of all parameters. */
    public Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        all.putAll(ambient);
        return all;
    }

    /** Tells two lists apart, so that a cursor of one is not taken for the other. */
    String fingerprint() {
        CRC32 crc = new CRC32();
        crc.update((text() + JsonText.write(parameters)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
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
