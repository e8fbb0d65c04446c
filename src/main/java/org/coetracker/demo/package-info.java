/** Real incidents to look at: people, teams and sixteen COEs around the day of loading. */
package org.coetracker.demo;
