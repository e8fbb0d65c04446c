package org.coetracker.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.coetracker.shared.worker.Bulkhead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailsTest {
    private static final long MOST_PIXELS = 1_000_000;

    @TempDir
    Path directory;

    private final Thumbnails thumbnails = new Thumbnails(new Limits(MOST_PIXELS));

    /** The settings of a service that takes small pictures. */
    record Limits(long thumbnailPixels) implements AttachmentSettings {
        @Override
        public int mostPerCoe() {
            return 1;
        }

        @Override
        public MemorySize bytesPerCoe() {
            return new MemorySize(BigInteger.ONE);
        }

        @Override
        public List<String> types() {
            return List.of();
        }

        @Override
        public Duration checkedEvery() {
            return Duration.ZERO;
        }
    }

    private Picture of(byte[] content, String type) throws IOException {
        return thumbnails.of(java.nio.file.Files.write(directory.resolve("file"), content), type);
    }

    @Test
    void a_picture_is_made_small_and_keeps_its_form() throws IOException {
        Picture picture = of(Files.picture(900, 300, "jpg"), "image/jpeg");
        assertThat(picture.width()).isEqualTo(900);
        var small = ImageIO.read(new ByteArrayInputStream(picture.thumbnail()));
        assertThat(small.getWidth()).isEqualTo(Thumbnails.LONGER_SIDE);
        assertThat(small.getHeight()).isBetween(106, 107);
    }

    @Test
    void a_small_picture_stays_as_small_as_it_is() throws IOException {
        var small = ImageIO.read(new ByteArrayInputStream(
                of(Files.picture(30, 20, "gif"), "image/gif").thumbnail()));
        assertThat(small.getWidth()).isEqualTo(30);
    }

    @Test
    void a_photograph_is_turned_as_the_camera_says() throws IOException {
        Picture picture = of(turned(Files.picture(400, 200, "jpg")), "image/jpeg");
        assertThat(picture.width()).isEqualTo(200);
        assertThat(picture.height()).isEqualTo(400);
        var small = ImageIO.read(new ByteArrayInputStream(picture.thumbnail()));
        assertThat(small.getWidth()).isEqualTo(160);
        assertThat(small.getHeight()).isEqualTo(320);
        // The red corner at the top left is at the top right, once it is turned clockwise.
        int corner = small.getRGB(155, 5);
        assertThat(corner >> 16 & 0xff).isGreaterThan(200);
        assertThat(corner & 0xff).isLessThan(80);
    }

    @Test
    void what_would_unpack_to_more_than_allowed_is_not_unpacked() throws IOException {
        Picture bomb = of(bomb(60_000, 60_000), "image/png");
        assertThat(bomb.width()).isEqualTo(60_000);
        assertThat(bomb.height()).isEqualTo(60_000);
        assertThat(bomb.thumbnail()).isNull();
    }

    @Test
    void a_picture_with_a_side_that_is_too_long_is_not_unpacked_however_few_its_pixels_are() throws IOException {
        Thumbnails large = new Thumbnails(new Limits(30_000_000));
        for (int[] size : new int[][] {{30_000_000, 1}, {1, 30_000_000}, {20_001, 40}, {40, 20_001}}) {
            Path file = java.nio.file.Files.write(directory.resolve("long"), bomb(size[0], size[1]));
            Picture picture = large.of(file, "image/png");
            assertThat(picture.width()).isEqualTo(size[0]);
            assertThat(picture.height()).isEqualTo(size[1]);
            assertThat(picture.thumbnail()).isNull();
        }
        assertThat(of(Files.picture(20_000, 40, "png"), "image/png").thumbnail())
                .isNotNull();
        assertThat(of(Files.picture(40, 20_000, "png"), "image/png").thumbnail())
                .isNotNull();
    }

    @Test
    void a_progressive_photograph_may_have_fewer_pixels() throws IOException {
        assertThat(of(progressive(600, 400), "image/jpeg").thumbnail()).isNotNull();
        Picture large = of(progressive(600, 500), "image/jpeg");
        assertThat(large.width()).isEqualTo(600);
        assertThat(large.thumbnail()).isNull();
    }

    @Test
    void a_photograph_of_very_many_scans_is_not_unpacked() throws IOException {
        byte[] sent = progressive(300, 200);
        assertThat(JpegScans.of(java.nio.file.Files.write(directory.resolve("jpeg"), sent))
                        .count())
                .isBetween(2, Thumbnails.MOST_SCANS);
        Picture picture = of(scannedAgain(sent, 40), "image/jpeg");
        assertThat(picture.width()).isEqualTo(300);
        assertThat(picture.thumbnail()).isNull();
    }

    @Test
    void a_picture_that_gets_no_turn_has_its_size_all_the_same() throws IOException {
        Thumbnails busy = new Thumbnails(new Limits(MOST_PIXELS), new Bulkhead(0, 0, Duration.ofMillis(5)));
        Path file = java.nio.file.Files.write(directory.resolve("busy"), Files.picture(40, 20, "png"));
        assertThat(busy.of(file, "image/png")).isEqualTo(new Picture(40, 20, null));
    }

    private static byte[] progressive(int width, int height) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try (ImageOutputStream to = ImageIO.createImageOutputStream(jpeg)) {
            writer.setOutput(to);
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(Files.picture(width, height, "png")));
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return jpeg.toByteArray();
    }

    /** With its last scan so many times more, as nobody's program writes it. */
    private static byte[] scannedAgain(byte[] jpeg, int times) {
        int last = jpeg.length - 2;
        while ((jpeg[last] & 0xff) != 0xff || (jpeg[last + 1] & 0xff) != 0xda) {
            last--;
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, last);
        for (int time = 0; time <= times; time++) {
            file.write(jpeg, last, jpeg.length - 2 - last);
        }
        file.write(jpeg, jpeg.length - 2, 2);
        return file.toByteArray();
    }

    @Test
    void what_cannot_be_read_is_a_file_like_others() throws IOException {
        byte[] cut = Arrays.copyOf(Files.picture(200, 200, "png"), 60);
        assertThat(of(cut, "image/png").thumbnail()).isNull();
        assertThat(of(Files.text("no picture"), "image/png")).isEqualTo(Picture.NONE);
        assertThat(of(Files.text("no picture"), "text/plain")).isEqualTo(Picture.NONE);
    }

    /** With an EXIF segment that says: turn it by 90 degrees clockwise. */
    private static byte[] turned(byte[] jpeg) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(file);
        int behindHead = 4 + (jpeg[4] << 8 | jpeg[5]);
        data.write(jpeg, 0, behindHead);
        data.writeShort(0xffe1);
        data.writeShort(2 + 6 + 8 + 2 + 12 + 4);
        data.write("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1));
        data.writeInt(8);
        data.writeShort(1);
        data.writeShort(0x0112);
        data.writeShort(3);
        data.writeInt(1);
        data.writeShort(6);
        data.writeShort(0);
        data.writeInt(0);
        data.write(jpeg, behindHead, jpeg.length - behindHead);
        return file.toByteArray();
    }

    /** A PNG whose head promises more than anybody has room for. */
    private static byte[] bomb(int width, int height) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(file);
        data.writeLong(0x89504e470d0a1a0aL);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream values = new DataOutputStream(head);
        values.writeInt(width);
        values.writeInt(height);
        values.write(new byte[] {8, 2, 0, 0, 0});
        piece(data, "IHDR", head.toByteArray());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream zeros = new DeflaterOutputStream(packed)) {
            zeros.write(new byte[1 << 20]);
        }
        piece(data, "IDAT", packed.toByteArray());
        piece(data, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void piece(DataOutputStream file, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        file.writeInt(content.length);
        file.write(name);
        file.write(content);
        file.writeInt((int) sum.getValue());
    }
}
