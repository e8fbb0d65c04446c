/** Single sign-on: people and services that an OpenID Connect provider vouches for. */
package org.coetracker.account.oidc;
