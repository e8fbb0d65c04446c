/** Who people and scripts are, and what they may do at this moment; the packages in here are their ways to show it. */
package org.coetracker.account;
