package org.coetracker.shared.json;

/** The body of a request that is read strictly: what is misspelt, doubled or of a wrong type is refused by name. */
public interface Command {}
