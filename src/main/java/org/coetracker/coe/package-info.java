/** The record: a COE, its seven answers and its lifecycle. */
package org.coetracker.coe;
