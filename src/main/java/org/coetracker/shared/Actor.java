package org.coetracker.shared;

/**
 * Who acts: a value that every service call takes and every history row keeps.
 *
 * @param handle the person's handle, or the name of the part of the service that acts by itself
 * @param requestId the request that it came with; null for what the service does by itself
 */
public record Actor(String handle, String requestId) {

    /** A part of the service that acts by itself, such as a job. */
    public static Actor system(String part) {
        return new Actor("system:" + part, null);
    }
}
