package org.coetracker.shared.database;

import jakarta.persistence.AttributeConverter;
import java.util.Locale;

/** Keeps an enum in the database as the word that goes over the wire: lower snake case. */
public abstract class LowerCaseEnum<E extends Enum<E>> implements AttributeConverter<E, String> {
    private final Class<E> type;

    protected LowerCaseEnum(Class<E> type) {
        this.type = type;
    }

    @Override
    public final String convertToDatabaseColumn(E constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public final E convertToEntityAttribute(String word) {
        return word == null ? null : Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
