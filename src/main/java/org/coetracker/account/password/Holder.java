package org.coetracker.account.password;

/**
 * Somebody who signs in, or may.
 *
 * @param handle who
 * @param name their name
 * @param email their address; null when nobody has said
 * @param active whether they are not switched off
 * @param hash of their password; null when they have none
 * @param oneTime whether their password is good for choosing another one only
 */
record Holder(String handle, String name, String email, boolean active, String hash, boolean oneTime) {

    /** Leaves the hash out, so that no log can hold it. */
    @Override
    public String toString() {
        return "Holder[" + handle + "]";
    }
}
