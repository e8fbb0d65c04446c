/** The answers to the seven questions: documents, read and written whole. */
package org.coetracker.coe.answer;
