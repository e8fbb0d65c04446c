/** Several nodes of the packaged service on one database, whose clock is the tests' and who die at any moment. */
package org.coetracker.nodes;
