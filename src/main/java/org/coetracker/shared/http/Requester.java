package org.coetracker.shared.http;

/** Who sent the request, as far as this package needs to know: what keeps the keys of two callers apart. */
public interface Requester {

    /** A name that no other caller has. */
    String requester();
}
