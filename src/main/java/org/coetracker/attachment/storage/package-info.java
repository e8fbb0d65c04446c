/** Where the contents of attachments are: in PostgreSQL, or in storage that speaks S3. */
package org.coetracker.attachment.storage;
