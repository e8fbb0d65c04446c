package org.coetracker.access;

import java.util.Set;

/**
 * Who acts: a value that every service call takes and every history row keeps.
 *
 * @param handle the person's handle, or the name of the part of the service that acts by itself
 * @param roles what they may do in the whole service
 * @param teams the teams that they are members of
 * @param managed the teams that they manage themselves
 * @param overseen the teams that they manage, and all teams below those on the escalation ladder
 * @param credential by what they showed who they are
 * @param address the network address that the request came from; null for what the service does by itself
 * @param requestId the request that it came with; null for what the service does by itself
 */
public record Actor(
        String handle,
        Set<Role> roles,
        Set<String> teams,
        Set<String> managed,
        Set<String> overseen,
        Credential credential,
        String address,
        String requestId) {

    /** A part of the service that acts by itself, such as a job. */
    public static Actor system(String part) {
        return operator("system:" + part);
    }

    /** Somebody in whose name the service acts by itself, with all rights: the administrator when the demo is loaded. */
    public static Actor operator(String handle) {
        return new Actor(handle, Set.of(Role.ADMIN), Set.of(), Set.of(), Set.of(), Credential.SYSTEM, null, null);
    }

    /** Whether they manage the team, or a team above it, or may stand in for whoever does. */
    public boolean answersFor(String team) {
        return overseen.contains(team) || roles.contains(Role.ADMIN);
    }

    /** The same, in a request. */
    public Actor in(String requestAddress, String request) {
        return new Actor(handle, roles, teams, managed, overseen, credential, requestAddress, request);
    }
}
