package org.coetracker.shared.json;

import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.Locale;
import org.coetracker.shared.problem.Violations;

/** Checks the constraints that records declare and says where they are broken, as JSON pointers. */
@Singleton
public class Rules {
    private final Validator validator;

    Rules(Validator validator) {
        this.validator = validator;
    }

    /** Adds each broken constraint of the value, save where the place is known to be wrong already. */
    public void check(Object value, Violations violations) {
        validator.validate(value).stream()
                .sorted((one, other) -> pointer(one.getPropertyPath()).compareTo(pointer(other.getPropertyPath())))
                .forEach(violation -> {
                    String pointer = pointer(violation.getPropertyPath());
                    if (!violations.covers(pointer)) {
                        violations.add(pointer, code(violation), sentence(violation.getMessage()));
                    }
                });
    }

    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getKey() instanceof Enum<?> word) {
                pointer.append('/').append(word.name().toLowerCase(Locale.ROOT));
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                pointer.append('/').append(node.getName().replace("~", "~0").replace("/", "~1"));
            }
        }
        return pointer.toString();
    }

    private static String code(ConstraintViolation<?> violation) {
        String constraint = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return switch (constraint) {
            case "NotNull", "NotBlank", "NotEmpty" -> "required";
            case "Size" -> "size";
            case "Pattern", "Email" -> "form";
            default -> constraint.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        };
    }

    private static String sentence(String message) {
        return message.isEmpty() || !Character.isLowerCase(message.charAt(0)) ? message : "This " + message + ".";
    }
}
