package runnel.run;

import java.awt.Color;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures as models are given them: no larger than any of them looks at, since what is larger
 * costs time, money and often a refusal. What cannot be made smaller here stays as it is.
 * Thread-safe.
 */
final class Pictures {
    /** Pixels of the longer side: beyond, providers shrink pictures themselves. */
    static final int SIDE_PIXELS = 1_568;

    /** Pixels that a picture may claim to have; to decode more would take too much memory. */
    private static final long MOST_PIXELS = 200_000_000;

    /** Bytes of what was made smaller that are kept for the next prompt. */
    private static final long KEPT_BYTES = 16L << 20;

    private static final String JPEG = "image/jpeg";
    private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

    private final LinkedHashMap<String, Shrunk> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;

    /** A picture that was made smaller. */
    record Shrunk(String type, byte[] content) {}

    /**
     * A picture as it is to be given to a model.
     *
     * @param file its id, by which it is known again
     * @param mostBytes that the model takes
     */
    Shrunk of(String file, String type, byte[] content, long mostBytes) {
        var key = file + "@" + mostBytes;
        var earlier = find(key);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        try {
            var smaller = shrink(type, content, mostBytes);
            smaller.ifPresent(picture -> keep(key, picture));
            return smaller.orElseGet(() -> new Shrunk(type, content));
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.info("picture {} stays as it is: {}", file, e.toString());
            return new Shrunk(type, content);
        }
    }

    private synchronized Optional<Shrunk> find(String file) {
        return Optional.ofNullable(kept.get(file));
    }

    private synchronized void keep(String file, Shrunk picture) {
        if (kept.put(file, picture) == null) {
            keptBytes += picture.content().length;
        }
        for (var oldest = kept.entrySet().iterator();
                keptBytes > KEPT_BYTES && oldest.hasNext(); ) {
            keptBytes -= oldest.next().getValue().content().length;
            oldest.remove();
        }
    }

    private static Optional<Shrunk> shrink(String type, byte[] content, long mostBytes)
            throws IOException {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                var side = Math.max(reader.getWidth(0), reader.getHeight(0));
                var pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS
                        || (side <= SIDE_PIXELS && content.length <= mostBytes)
                        || type.equals("image/gif") && content.length <= mostBytes) {
                    return Optional.empty();
                }
                var turn = type.equals(JPEG) ? Orientation.of(content) : Orientation.UPRIGHT;
                return Optional.of(encoded(turn.applied(scaled(read(reader, side)))));
            } finally {
                reader.dispose();
            }
        }
    }

    // Of a very large one only every nth pixel is read, so that memory stays small.
    private static BufferedImage read(ImageReader reader, int side) throws IOException {
        var param = reader.getDefaultReadParam();
        var step = Math.max(1, side / (2 * SIDE_PIXELS));
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    private static BufferedImage scaled(BufferedImage image) {
        var side = Math.max(image.getWidth(), image.getHeight());
        var factor = Math.min(1.0, (double) SIDE_PIXELS / side);
        var width = Math.max(1, (int) Math.round(image.getWidth() * factor));
        var height = Math.max(1, (int) Math.round(image.getHeight() * factor));
        // What was transparent becomes white, as on paper.
        var smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = smaller.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, width, height);
        canvas.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        Image source = image;
        canvas.drawImage(source, 0, 0, width, height, null);
        canvas.dispose();
        return smaller;
    }

    // Drawings and text are smaller and sharper as PNG, photographs as JPEG.
    private static Shrunk encoded(BufferedImage image) throws IOException {
        var formats = Map.of("png", "image/png", "jpg", JPEG);
        Shrunk best = null;
        for (var format : formats.entrySet()) {
            var out = new ByteArrayOutputStream();
            if (ImageIO.write(image, format.getKey(), out)
                    && (best == null || out.size() < best.content().length)) {
                best = new Shrunk(format.getValue(), out.toByteArray());
            }
        }
        if (best == null) {
            throw new IOException("no format fits");
        }
        return best;
    }

    /**
     * How a camera was held, as a photograph says.
     *
     * @param code of EXIF, from 1 to 8
     */
    record Orientation(int code) {
        static final Orientation UPRIGHT = new Orientation(1);

        private static final int TAG = 0x0112;
        private static final int APP1 = 0xE1;
        private static final int ENTRY_BYTES = 12;

        /** As the first kilobytes of a JPEG say; upright where they say nothing. */
        static Orientation of(byte[] jpeg) {
            for (var at = 2; at + 10 < jpeg.length && (jpeg[at] & 0xFF) == 0xFF; ) {
                var length = number(jpeg, at + 2, 2, false);
                if ((jpeg[at + 1] & 0xFF) == APP1 && jpeg[at + 4] == 'E' && jpeg[at + 5] == 'x') {
                    return exif(jpeg, at + 10, Math.min(jpeg.length, at + 2 + length));
                }
                at += 2 + length;
            }
            return UPRIGHT;
        }

        private static Orientation exif(byte[] bytes, int base, int end) {
            if (base + 8 > end) {
                return UPRIGHT;
            }
            var little = bytes[base] == 'I';
            var directory = base + number(bytes, base + 4, 4, little);
            if (directory < base || directory + 2 > end) {
                return UPRIGHT;
            }
            var entries = number(bytes, directory, 2, little);
            for (var i = 0; i < entries; i++) {
                var entry = directory + 2 + i * ENTRY_BYTES;
                if (entry + ENTRY_BYTES > end) {
                    break;
                }
                if (number(bytes, entry, 2, little) == TAG) {
                    var code = number(bytes, entry + 8, 2, little);
                    return code >= 1 && code <= 8 ? new Orientation(code) : UPRIGHT;
                }
            }
            return UPRIGHT;
        }

        private static int number(byte[] bytes, int at, int length, boolean little) {
            var number = 0;
            for (var i = 0; i < length; i++) {
                number = number << 8 | bytes[little ? at + length - 1 - i : at + i] & 0xFF;
            }
            return number;
        }

        /** The picture as it was meant to be seen. */
        BufferedImage applied(BufferedImage image) {
            if (code == 1) {
                return image;
            }
            var width = image.getWidth();
            var height = image.getHeight();
            var turned = code >= 5;
            var upright =
                    new BufferedImage(
                            turned ? height : width,
                            turned ? width : height,
                            BufferedImage.TYPE_INT_RGB);
            var canvas = upright.createGraphics();
            canvas.drawImage(image, way(width, height), null);
            canvas.dispose();
            return upright;
        }

        private AffineTransform way(int width, int height) {
            return switch (code) {
                case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
                case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
                case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
                case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
                case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
                case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
                default -> new AffineTransform();
            };
        }
    }
}
