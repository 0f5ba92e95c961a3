package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures go to models no larger than these look at, and the right way up. */
class PicturesTest {
    private static final int MOST = 3_500_000;

    private final Pictures pictures = new Pictures();

    @Test
    void what_is_small_stays_as_it_is() throws Exception {
        var small = encoded(drawing(800, 600), "png");
        assertThat(pictures.of("f", "image/png", small, MOST).content()).isSameAs(small);
    }

    @Test
    void a_large_one_is_made_smaller_once() throws Exception {
        var large = encoded(drawing(4_000, 3_000), "png");
        var given = pictures.of("f", "image/png", large, MOST);
        var image = decoded(given.content());
        assertThat(image.getWidth()).isEqualTo(Pictures.SIDE_PIXELS);
        assertThat(image.getHeight()).isEqualTo(1_176);
        assertThat(given.type()).isEqualTo("image/png");
        assertThat(new Color(image.getRGB(10, 10)).getRed()).isGreaterThan(240);
        assertThat(pictures.of("f", "image/png", large, MOST)).isSameAs(given);
    }

    @Test
    void a_photograph_of_many_bytes_becomes_one_of_fewer() throws Exception {
        var noise = new BufferedImage(1_400, 1_400, BufferedImage.TYPE_INT_RGB);
        var random = new Random(7);
        for (var x = 0; x < 1_400; x++) {
            for (var y = 0; y < 1_400; y++) {
                noise.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        var png = encoded(noise, "png");
        assertThat(png.length).isGreaterThan(MOST);
        var given = pictures.of("f", "image/png", png, MOST);
        assertThat(given.type()).isEqualTo("image/jpeg");
        assertThat(given.content().length).isLessThan(MOST);
    }

    /** The red corner is at the top left where the camera was held upright. */
    @ParameterizedTest
    @CsvSource({"1,0,0,1568,784", "3,1,1,1568,784", "6,1,0,784,1568", "8,0,1,784,1568"})
    void a_photograph_that_was_turned_is_turned_back(
            int code, int right, int bottom, int width, int height) throws Exception {
        for (var little : new boolean[] {true, false}) {
            var jpeg = exif(encoded(drawing(3_136, 1_568), "jpg"), code, little);
            var given =
                    decoded(pictures.of("f" + code + little, "image/jpeg", jpeg, MOST).content());
            assertThat(given.getWidth()).isEqualTo(width);
            assertThat(given.getHeight()).isEqualTo(height);
            var x = right == 1 ? width - 20 : 20;
            var y = bottom == 1 ? height - 20 : 20;
            var corner = new Color(given.getRGB(x, y));
            assertThat(corner.getRed()).isGreaterThan(200);
            assertThat(corner.getBlue()).isLessThan(90);
        }
    }

    @Test
    void what_is_no_picture_of_a_known_kind_stays_as_it_is() {
        var unknown = "RIFF....WEBP".getBytes(StandardCharsets.US_ASCII);
        assertThat(pictures.of("f", "image/webp", unknown, MOST).content()).isSameAs(unknown);
        var broken = new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0};
        assertThat(pictures.of("g", "image/png", broken, MOST).content()).isSameAs(broken);
    }

    /** Blue, with a red corner at the top left. */
    private static BufferedImage drawing(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setColor(Color.BLUE);
        canvas.fillRect(0, 0, width, height);
        canvas.setColor(Color.RED);
        canvas.fillRect(0, 0, width / 4, height / 4);
        canvas.dispose();
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static BufferedImage decoded(byte[] bytes) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    /** The same JPEG with a word on how the camera was held. */
    private static byte[] exif(byte[] jpeg, int code, boolean little) {
        var order = little ? "II*\0\b\0\0\0" : "MM\0*\0\0\0\b";
        var entry =
                little
                        ? "\1\0\u0012\1\3\0\1\0\0\0" + (char) code + "\0\0\0"
                        : "\0\1\1\u0012\0\3\0\0\0\1\0" + (char) code + "\0\0";
        var body = "Exif\0\0" + order + entry + "\0\0\0\0";
        var segment = "\u00ff\u00e1\0" + (char) (body.length() + 2) + body;
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(segment.getBytes(StandardCharsets.ISO_8859_1));
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
