/** Templates: what authors are asked, question by question, and what a COE that begins with one has to answer. */
package org.coetracker.template;
