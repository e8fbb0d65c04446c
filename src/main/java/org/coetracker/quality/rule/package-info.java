/** The rules of the quality gate: each a small class that looks at a record and nothing else. */
package org.coetracker.quality.rule;
