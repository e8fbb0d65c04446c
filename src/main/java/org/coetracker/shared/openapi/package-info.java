/** The OpenAPI document: what the scanner finds in the code, completed by rules when the service is built. */
package org.coetracker.shared.openapi;
