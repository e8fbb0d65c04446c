/** What happens to COEs and actions, written down with the change itself for whoever is to hear of it. */
package org.coetracker.event;
