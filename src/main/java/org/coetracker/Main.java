package org.coetracker;

/** Starts the service. */
public final class Main {
    private Main() {}
}
