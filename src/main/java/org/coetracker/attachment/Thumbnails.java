package org.coetracker.attachment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.coetracker.shared.worker.Bulkhead;
import org.jboss.logging.Logger;

/**
 * Makes small pictures. How large a picture is, is read from its head before anything of it is unpacked; what is larger
 * than allowed is not unpacked at all, and of the others only as many pixels as the small one needs.
 */
@Singleton
class Thumbnails {
    /** The longer side of a small picture, in pixels. */
    static final int LONGER_SIDE = 320;

    /** A longer row, or a longer column, takes memory by itself, however few pixels there are. */
    static final int LONGEST_SIDE = 20_000;

    /** What cameras and programs write has about ten. */
    static final int MOST_SCANS = 30;

    /** All of a progressive picture is kept while it is unpacked, so that it may have only a part of the pixels. */
    static final int PROGRESSIVE_PART = 4;

    /** Pictures take memory while they are unpacked; the others wait. */
    private static final int AT_ONCE = 2;

    private static final int WAITING = 64;
    private static final Duration TURN_WITHIN = Duration.ofSeconds(20);

    private static final Logger LOG = Logger.getLogger(Thumbnails.class);
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif");
    private static final String JPEG = "image/jpeg";

    private final long mostPixels;
    private final Bulkhead bulkhead;

    @Inject
    Thumbnails(AttachmentSettings settings) {
        this(settings, new Bulkhead(AT_ONCE, WAITING, TURN_WITHIN));
    }

    Thumbnails(AttachmentSettings settings, Bulkhead bulkhead) {
        this.mostPixels = settings.thumbnailPixels();
        this.bulkhead = bulkhead;
    }

    /**
     * What there is to see of a file; a picture that cannot be read is a file like others. One that comes while too many
     * others are unpacked has its width and height, and no small picture.
     */
    Picture of(Path file, String type) {
        if (!PICTURES.contains(type)) {
            return Picture.NONE;
        }
        try (FileImageInputStream content = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type);
            if (!readers.hasNext()) {
                return Picture.NONE;
            }
            ImageReader reader = readers.next();
            try {
                // PNG keeps texts in packed pieces, which nobody needs here.
                reader.setInput(content, false, !type.equals(JPEG));
                JpegScans scans = type.equals(JPEG) ? JpegScans.of(file) : new JpegScans(false, 1);
                return of(reader, type, scans);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "No small picture of a file of the type %s", type);
            return Picture.NONE;
        }
    }

    private Picture of(ImageReader reader, String type, JpegScans scans) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (scans.count() > MOST_SCANS) {
            return new Picture(width, height, null);
        }
        Orientation orientation = type.equals(JPEG) ? orientation(reader) : Orientation.TOP_LEFT;
        boolean lies = orientation != null && orientation.compareTo(Orientation.BOTTOM_LEFT) > 0;
        Picture seen = lies ? new Picture(height, width, null) : new Picture(width, height, null);
        long most = scans.isProgressive() ? mostPixels / PROGRESSIVE_PART : mostPixels;
        if ((long) width * height > most || Math.max(width, height) > LONGEST_SIDE) {
            return seen;
        }
        try {
            byte[] small = bulkhead.call(() -> small(reader, Math.max(width, height), orientation), Busy::new);
            return new Picture(seen.width(), seen.height(), small);
        } catch (Busy e) {
            LOG.warn("A picture gets no small one: too many are made at once");
            return seen;
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "No small picture of a picture of %d x %d", width, height);
            return seen;
        }
    }

    /** Too many pictures are unpacked at once. */
    private static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** How the camera was held; upright when it does not say, or not in a way that can be read. */
    private static Orientation orientation(ImageReader reader) {
        try {
            return ExifUtils.getExifOrientation(reader, 0);
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "No orientation of a picture");
            return Orientation.TOP_LEFT;
        }
    }

    private static byte[] small(ImageReader reader, int longerSide, Orientation orientation) throws IOException {
        ImageReadParam some = reader.getDefaultReadParam();
        int every = Math.max(1, longerSide / (2 * LONGER_SIDE));
        some.setSourceSubsampling(every, every, 0, 0);
        BufferedImage image = reader.read(0, some);
        if (Math.max(image.getWidth(), image.getHeight()) > LONGER_SIDE) {
            image = net.coobird.thumbnailator.Thumbnails.of(image)
                    .size(LONGER_SIDE, LONGER_SIDE)
                    .asBufferedImage();
        }
        if (orientation != null) {
            image = ExifFilterUtils.getFilterForOrientation(orientation).apply(image);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", png)) {
            throw new IOException("There is no writer for such a picture");
        }
        return png.toByteArray();
    }
}
