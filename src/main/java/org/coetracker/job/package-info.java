/** The service's own recurring work: what there is, when it ran, on which node, and what it did. */
package org.coetracker.job;
