package org.coetracker.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a JPEG is made up, told by its markers alone (ITU-T T.81, annex B): each scan of a progressive one goes over all of
 * the picture again, so that a small file can ask for any amount of work.
 *
 * @param isProgressive whether the picture comes in scans that refine each other, all of which are kept in memory
 * @param count how many scans there are
 */
record JpegScans(boolean isProgressive, int count) {
    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;

    /** Reads the markers of a file, as far as its first end of a picture. */
    static JpegScans of(Path file) throws IOException {
        boolean progressive = false;
        int scans = 0;
        try (InputStream in = Files.newInputStream(file)) {
            Bytes content = new Bytes(in);
            for (int marker = next(content); marker >= 0 && marker != END; marker = next(content)) {
                progressive |= marker == 0xc2 || marker == 0xc6 || marker == 0xca || marker == 0xce;
                scans += marker == START_OF_SCAN ? 1 : 0;
                if (hasLength(marker)) {
                    int length = content.read() << 8 | content.read();
                    content.skip(Math.max(0, length - 2));
                }
            }
        } catch (java.io.EOFException e) {
            return new JpegScans(progressive, scans); // It is cut; what is there was counted.
        }
        return new JpegScans(progressive, scans);
    }

    /** Whatever stands between two markers is passed over, as those who unpack pictures do; -1 at the end. */
    private static int next(Bytes content) throws IOException {
        int sign = content.read();
        while (sign >= 0) {
            if (sign != 0xff) {
                sign = content.read();
                continue;
            }
            while (sign == 0xff) {
                sign = content.read();
            }
            boolean withinScan = sign == 0 || sign >= 0xd0 && sign <= 0xd7;
            if (!withinScan) {
                return sign;
            }
            sign = content.read();
        }
        return -1;
    }

    private static boolean hasLength(int marker) {
        return marker != 0x01 && marker != 0xd8;
    }

    /** A file's bytes one by one, without the lock that a BufferedInputStream takes for each: there are 25 million. */
    private static final class Bytes {
        private final InputStream file;
        private final byte[] some = new byte[1 << 16];
        private int length;
        private int at;

        Bytes(InputStream file) {
            this.file = file;
        }

        int read() throws IOException {
            if (at == length) {
                at = 0;
                length = Math.max(0, file.read(some));
            }
            return length == 0 ? -1 : some[at++] & 0xff;
        }

        void skip(int count) throws IOException {
            int ahead = Math.min(count, length - at);
            at += ahead;
            file.skipNBytes(count - ahead);
        }
    }
}
