package org.coetracker.shared;

/** What text this service can keep. */
public final class Text {
    private Text() {}

    /** Whether the text is Unicode that PostgreSQL can store: no NUL, no lone surrogates. */
    public static boolean isStorable(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == 0 || Character.isLowSurrogate(character)) {
                return false;
            }
            if (Character.isHighSurrogate(character)) {
                index++;
                if (index == text.length() || !Character.isLowSurrogate(text.charAt(index))) {
                    return false;
                }
            }
        }
        return true;
    }
}
