package org.coetracker.attachment;

import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.coetracker.shared.http.LargeBodies;

/** Where files are taken. */
@Singleton
class Uploads implements LargeBodies {
    private static final Pattern PATH = Pattern.compile("/api/v1/coes/[^/]+/attachments/?");
    private static final long MOST_BYTES = 25L << 20;

    @Override
    public boolean areTakenAt(String method, String path) {
        return method.equals("POST") && PATH.matcher(path).matches();
    }

    @Override
    public long mostBytes() {
        return MOST_BYTES;
    }
}
