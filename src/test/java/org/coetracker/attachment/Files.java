package org.coetracker.attachment;

import static io.restassured.RestAssured.given;
import static org.coetracker.Fixture.API;

import io.restassured.response.ValidatableResponse;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.ImageIO;

/** Files that a test makes, and sends. */
public final class Files {
    private Files() {}

    /** Sends a file as a form. */
    public static ValidatableResponse attach(String coe, String name, byte[] content) {
        return given().multiPart("file", name, content, "application/octet-stream")
                .post(API + "/coes/" + coe + "/attachments")
                .then();
    }

    /** The id of a new file. */
    public static String attached(String coe, String name, byte[] content) {
        return attach(coe, name, content).statusCode(201).extract().path("id");
    }

    /** Bytes of a text. */
    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Chance, which begins like a gzip. */
    static byte[] packed(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        content[0] = 0x1f;
        content[1] = (byte) 0x8b;
        content[2] = 8;
        return content;
    }

    /** A small picture. */
    public static byte[] picture() {
        return picture(4, 4, "png");
    }

    /** A picture with a red corner at the top left. */
    static byte[] picture(int width, int height, String format) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 4, height / 4);
        pen.dispose();
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            ImageIO.write(image, format, content);
            return content.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In hexadecimal digits. */
    static String sha256(byte[] content) {
        return HexFormat.of().formatHex(digest(content));
    }

    static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
