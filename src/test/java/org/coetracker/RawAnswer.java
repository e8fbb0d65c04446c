package org.coetracker;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An answer as it comes over a connection that a test speaks HTTP/1.1 on by hand. */
public record RawAnswer(int status, String head, String body) {
    private static final int PATIENCE_MILLIS = 10_000;

    /** The next answer, which has a Content-Length. */
    public static RawAnswer from(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("The connection was cut after: " + head);
            }
            read.write(next);
            head = read.toString(StandardCharsets.ISO_8859_1);
        }
        int length = head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
                .sum();
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new RawAnswer(Integer.parseInt(head.substring(9, 12)), head, body);
    }
}
