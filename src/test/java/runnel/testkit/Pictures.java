package runnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Pictures of pages, in {@code target/screenshots} or where the property {@code runnel.screenshots}
 * says. Nothing of a page that is pictured may be wider than the screen.
 */
public final class Pictures {
    private static final Path PLACE =
            Path.of(System.getProperty("runnel.screenshots", "target/screenshots"));
    private static final double REST_MILLIS = 300;
    private static final int COLOURS = 256;

    private static final int FREQUENT = 128;

    /** How far apart two colours are, squared, that look the same. */
    private static final int ALIKE = 600;

    private Pictures() {}

    /** Of what is seen of the page. */
    public static void take(Page page, String name) {
        page.waitForTimeout(REST_MILLIS);
        save(page, new Page.ScreenshotOptions(), name);
    }

    /** Of the page from its beginning to its end. */
    public static void takeWhole(Page page, String name) {
        page.waitForTimeout(REST_MILLIS);
        page.evaluate("scrollTo(0, 0)");
        save(page, new Page.ScreenshotOptions().setFullPage(true), name);
    }

    /** The browser of somebody who sits at a desk. */
    public static NewContextOptions desktop() {
        return new NewContextOptions().setLocale("en-US").setViewportSize(1280, 800);
    }

    /** The browser of somebody with a phone in their hand. */
    public static NewContextOptions phone() {
        return new NewContextOptions()
                .setLocale("en-US")
                .setViewportSize(390, 780)
                .setDeviceScaleFactor(2)
                .setHasTouch(true)
                .setIsMobile(true);
    }

    private static void save(Page page, Page.ScreenshotOptions options, String name) {
        var taken = page.screenshot(options);
        try {
            Files.createDirectories(PLACE);
            var image = reduced(ImageIO.read(new ByteArrayInputStream(taken)));
            ImageIO.write(image, "png", PLACE.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(name)
                .isLessThanOrEqualTo(page.viewportSize().width);
    }

    /** The same in few colours, which makes the file a third as large. */
    private static BufferedImage reduced(BufferedImage image) {
        var width = image.getWidth();
        var height = image.getHeight();
        var pixels = image.getRGB(0, 0, width, height, null, 0, width);
        var counts = new HashMap<Integer, Integer>();
        for (var pixel : pixels) {
            counts.merge(pixel | 0xff000000, 1, Integer::sum);
        }
        var palette = palette(counts);
        var model =
                new IndexColorModel(
                        8,
                        palette.length,
                        Arrays.copyOf(palette, COLOURS),
                        0,
                        false,
                        -1,
                        DataBuffer.TYPE_BYTE);
        var small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        var nearest = new HashMap<Integer, Integer>();
        var indexes = small.getRaster();
        for (var i = 0; i < pixels.length; i++) {
            var index =
                    nearest.computeIfAbsent(
                            pixels[i], pixel -> nearest(pixel, palette, palette.length));
            indexes.setSample(i % width, i / width, 0, index);
        }
        return small;
    }

    /** The most frequent colours, and of the others those that are like none before. */
    private static int[] palette(Map<Integer, Integer> counts) {
        var palette = new int[COLOURS];
        var size = 0;
        var frequent =
                counts.entrySet().stream()
                        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                        .map(Map.Entry::getKey)
                        .toList();
        for (var colour : frequent) {
            if (size == COLOURS) {
                break;
            }
            if (size < FREQUENT || apart(colour, palette[nearest(colour, palette, size)]) > ALIKE) {
                palette[size++] = colour;
            }
        }
        return Arrays.copyOf(palette, size);
    }

    private static int nearest(int colour, int[] palette, int size) {
        var best = 0;
        for (var i = 1; i < size; i++) {
            if (apart(colour, palette[i]) < apart(colour, palette[best])) {
                best = i;
            }
        }
        return best;
    }

    private static int apart(int one, int other) {
        var red = (one >> 16 & 0xff) - (other >> 16 & 0xff);
        var green = (one >> 8 & 0xff) - (other >> 8 & 0xff);
        var blue = (one & 0xff) - (other & 0xff);
        return 3 * red * red + 4 * green * green + 2 * blue * blue;
    }
}
