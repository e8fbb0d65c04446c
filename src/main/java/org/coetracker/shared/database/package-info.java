/** Where the data live: the embedded PostgreSQL that one command starts, or a server of the operator's own. */
package org.coetracker.shared.database;
