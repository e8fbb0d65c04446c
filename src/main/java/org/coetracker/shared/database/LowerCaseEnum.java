package org.coetracker.shared.database;

import jakarta.persistence.AttributeConverter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Keeps an enum in the database as the word that goes over the wire: lower snake case. */
public abstract class LowerCaseEnum<E extends Enum<E>> implements AttributeConverter<E, String> {
    private final Map<E, String> words;
    private final Map<String, E> constants = new HashMap<>();

    protected LowerCaseEnum(Class<E> type) {
        words = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            words.put(constant, constant.name().toLowerCase(Locale.ROOT));
            constants.put(words.get(constant), constant);
        }
    }

    @Override
    public final String convertToDatabaseColumn(E constant) {
        return constant == null ? null : words.get(constant);
    }

    @Override
    public final E convertToEntityAttribute(String word) {
        return word == null ? null : constants.get(word);
    }
}
