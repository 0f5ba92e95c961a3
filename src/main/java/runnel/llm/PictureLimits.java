package runnel.llm;

import java.util.List;
import java.util.Locale;
import runnel.base.Problem;

/**
 * The pictures that a provider takes in one request, in bytes before their encoding.
 *
 * @param eachBytes of one picture
 * @param allBytes of all together
 */
public record PictureLimits(long eachBytes, long allBytes) {
    private static final double MEGABYTE = 1_000_000;

    /** Where nothing is known of a provider: what any of the known ones takes. */
    public static final PictureLimits UNKNOWN = new PictureLimits(3_500_000, 13_500_000);

    public PictureLimits {
        if (eachBytes <= 0 || allBytes < eachBytes) {
            throw new IllegalArgumentException("limits of pictures that no picture fits");
        }
    }

    /** What both take. */
    public PictureLimits and(PictureLimits other) {
        return new PictureLimits(
                Math.min(eachBytes, other.eachBytes), Math.min(allBytes, other.allBytes));
    }

    /**
     * Looks whether a request may have these pictures.
     *
     * @param model whose request it is
     * @throws Problem {@code picture-too-large} or {@code pictures-too-large}
     */
    public void check(String model, List<Prompt.Picture> pictures) {
        var all = 0L;
        for (var picture : pictures) {
            var bytes = picture.content().length;
            all += bytes;
            if (bytes > eachBytes) {
                throw new Problem(
                        Problem.Kind.TOO_LARGE,
                        "picture-too-large",
                        picture.name(),
                        megabytes(bytes),
                        model,
                        megabytes(eachBytes));
            }
        }
        if (all > allBytes) {
            throw new Problem(
                    Problem.Kind.TOO_LARGE,
                    "pictures-too-large",
                    megabytes(all),
                    model,
                    megabytes(allBytes));
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MEGABYTE);
    }
}
