package org.coetracker.notice;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** When somebody wants mail. */
@Schema(name = "MailChoice")
public enum MailChoice {
    /** A message a few seconds after something happened. */
    EACH_RUN,
    /** One message a day, at a time of theirs. */
    DAILY_DIGEST,
    /** No mail. */
    OFF
}
