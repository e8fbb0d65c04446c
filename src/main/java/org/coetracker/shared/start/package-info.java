/** How the service starts: its settings from the environment, where it listens, and what it says in the terminal. */
package org.coetracker.shared.start;
