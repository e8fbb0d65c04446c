/** Tables with times that are attached to COEs, drawn as charts with the incident's key times. */
package org.coetracker.chart;
