package org.coetracker.account;

import java.util.Set;
import org.coetracker.access.Actor;
import org.coetracker.access.Credential;
import org.coetracker.access.Role;

/**
 * What an active person may do, whatever their credential is.
 *
 * @param handle who
 * @param roles what they may do in the whole service
 * @param teams the teams that they are members of
 * @param managed the teams that they manage themselves
 * @param overseen those teams, and all below them on the escalation ladder
 */
record Standing(String handle, Set<Role> roles, Set<String> teams, Set<String> managed, Set<String> overseen) {

    /** The person, acting by a credential. */
    Actor by(Credential credential) {
        return new Actor(handle, roles, teams, managed, overseen, credential, null, null);
    }
}
