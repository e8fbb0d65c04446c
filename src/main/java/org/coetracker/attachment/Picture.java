package org.coetracker.attachment;

import java.util.Arrays;
import java.util.Objects;

/**
 * What there is to see of a file.
 *
 * @param width in pixels; null for what is no picture
 * @param height in pixels; null for what is no picture
 * @param thumbnail the picture made small, as PNG; null when there is none
 */
record Picture(Integer width, Integer height, byte[] thumbnail) {
    /** Nothing to see. */
    static final Picture NONE = new Picture(null, null, null);

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture picture
                && Objects.equals(width, picture.width)
                && Objects.equals(height, picture.height)
                && Arrays.equals(thumbnail, picture.thumbnail);
    }

    @Override
    public int hashCode() {
        return Objects.hash(width, height, Arrays.hashCode(thumbnail));
    }

    @Override
    public String toString() {
        return "Picture[" + width + "x" + height + "]";
    }
}
