package org.coetracker.people;

/**
 * A place in a team.
 *
 * @param team the team's handle
 * @param manager whether it is among those who decide for the team; otherwise among its members
 */
public record TeamPlace(String team, boolean manager) {}
