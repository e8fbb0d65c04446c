package org.coetracker.shared.http;

/** A view that knows its entity tag. */
public interface Tagged {
    /** The tag without quotes: changes whenever anything in the view does. Not a getter, so not in the JSON. */
    String etag();
}
