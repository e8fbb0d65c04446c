package org.coetracker.coe;

import jakarta.ws.rs.core.MediaType;

/** Another form than JSON in which a whole COE can be had: to read, to edit, to print. */
public interface CoeForm {
    /** The type that a caller accepts to have it. */
    MediaType mediaType();

    /** The end of the name of a file in this form, such as {@code md}. */
    String extension();

    /** The record in this form, for whoever read it at that address. */
    Sheet of(CoeView coe);

    /** One record in a form. */
    interface Sheet {
        /** What stays the same while the record does, and changes with what the form makes of it: the text itself, or its name. */
        byte[] meaning();

        /** The whole of it. */
        byte[] write();
    }
}
