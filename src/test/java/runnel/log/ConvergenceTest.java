package runnel.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.base.Clock;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.store.sql.Database;
import runnel.store.sql.SqlLogStore;

/**
 * Readers that connect, drop and resume at any place, in any order, all come to the same text, with
 * no piece missing and none twice, whatever has been settled meanwhile.
 */
class ConvergenceTest {
    private static final int READERS = 12;

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void allReadersConverge(long seed) throws Exception {
        var random = new Random(seed);
        try (var database = Database.sqlite(directory, false);
                var store = new SqlLogStore(database);
                var journal = Journal.open(store, Clock.system(), Journal.Meter.NONE);
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var log = Log.open("c", store, journal, Clock.system());
            var readers = new ArrayList<Future<List<String>>>();
            for (var i = 0; i < READERS; i++) {
                var own = new Random(random.nextLong());
                readers.add(pool.submit(() -> read(log, own)));
            }
            var written = write(log, random);
            for (var reader : readers) {
                assertThat(reader.get()).isEqualTo(written);
            }
            assertThat(read(log, new Random(seed))).isEqualTo(written);
            assertThat(log.followers()).isZero();
        }
    }

    /** Texts of all parts, in order, as the writer knows them. */
    private static List<String> write(Log log, Random random) throws InterruptedException {
        var texts = new ArrayList<String>();
        var parts = 2 + random.nextInt(6);
        for (var part = 0; part < parts; part++) {
            var text = new StringBuilder();
            var pieces = random.nextInt(random.nextBoolean() ? 10 : 1500);
            for (var i = 0; i < pieces; i++) {
                var piece = piece(random);
                text.append(piece);
                log.append(new Event.TextDelta("m", part, piece));
                if (random.nextInt(50) == 0) {
                    Thread.sleep(0, 200_000);
                }
            }
            log.append(new Event.PartEnd("m", part));
            texts.add(text.toString());
        }
        log.append(new Event.RunEnd("r", Outcome.DONE, 0, 0, 0, 0));
        return texts;
    }

    private static List<String> read(Log log, Random random) throws InterruptedException {
        var texts = new ArrayList<String>();
        var text = new StringBuilder();
        var seq = 0L;
        while (true) {
            try (var cursor = log.cursor(seq)) {
                connection:
                for (var stretch = random.nextInt(20); stretch >= 0; stretch--) {
                    for (var entry : cursor.next()) {
                        assertThat(entry.seq()).isGreaterThan(seq);
                        seq = entry.seq();
                        switch (entry.event()) {
                            case Event.TextDelta delta -> text.append(delta.text());
                            case Event.PartEnd _ -> {
                                texts.add(text.toString());
                                text.setLength(0);
                            }
                            case Event.RunEnd _ -> {
                                return texts;
                            }
                            default -> throw new AssertionError(entry);
                        }
                        if (random.nextInt(40) == 0) {
                            // Dropped in the middle of a stretch: the rest of it never arrived.
                            break connection;
                        }
                    }
                }
            }
            if (random.nextInt(3) == 0) {
                Thread.sleep(random.nextInt(4));
            }
        }
    }

    private static String piece(Random random) {
        var pieces =
                List.of(
                        "a",
                        "word ",
                        "\n",
                        "你好",
                        "\uD83D\uDE00",
                        "\"",
                        "\\",
                        "e\u0301",
                        "\r\n",
                        "x".repeat(50));
        return pieces.get(random.nextInt(pieces.size()));
    }
}
