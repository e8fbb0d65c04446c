/** The audit trail: the history as a chain of hashes, in which nobody changes or leaves out an event without being noticed. */
package org.coetracker.audit;
