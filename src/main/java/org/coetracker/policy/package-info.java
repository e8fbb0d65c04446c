/** What is due when: rules that derive due dates from how bad it was and how urgent the fix is. */
package org.coetracker.policy;
