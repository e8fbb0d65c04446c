package org.coetracker.report;

import org.coetracker.access.Visibility;

/**
 * Those who see the same.
 *
 * @param name tells one audience from another
 * @param visibility what they see
 */
record Audience(String name, Visibility visibility) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Audience audience && audience.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
