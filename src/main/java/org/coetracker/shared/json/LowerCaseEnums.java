package org.coetracker.shared.json;

import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.util.Locale;

/** Enum constants go over the wire in lower snake case. */
class LowerCaseEnums extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public String[] findEnumValues(
            MapperConfig<?> config, AnnotatedClass annotatedClass, Enum<?>[] enumValues, String[] names) {
        if (annotatedClass.getName().startsWith("org.coetracker.")) {
            for (int index = 0; index < enumValues.length; index++) {
                names[index] = enumValues[index].name().toLowerCase(Locale.ROOT);
            }
        }
        return names;
    }
}
