package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {
    private static final int DATA = 0;
    private static final int RST_STREAM = 3;

    /**
     * What a client sends: its preface, a frame that holds what looks like a reset, and resets of
     * two streams.
     */
    private static byte[] connection() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(bytes, 4, 0, new byte[6]);
        frame(bytes, DATA, 3, new byte[] {0, 0, 4, RST_STREAM, 0, 0, 0, 0, 9, 0, 0, 0, 8});
        frame(bytes, DATA, 5, new byte[70_000]);
        frame(bytes, RST_STREAM, 5, new byte[4]);
        frame(bytes, DATA, 3, new byte[0]);
        frame(bytes, RST_STREAM, 0x10003, new byte[4]);
        return bytes.toByteArray();
    }

    private static void frame(ByteArrayOutputStream out, int type, int stream, byte[] payload) {
        out.write(payload.length >> 16);
        out.write(payload.length >> 8);
        out.write(payload.length);
        out.write(type);
        out.write(0);
        for (var shift = 24; shift >= 0; shift -= 8) {
            out.write(stream >> shift);
        }
        out.writeBytes(payload);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 9, 1_000, 1 << 20})
    void abandonedStreamsAreFoundHoweverTheBytesCome(int step) {
        var scanner = new FrameScanner();
        var told = new ArrayList<Integer>();
        scanner.watch(5, () -> told.add(5));
        scanner.watch(7, () -> told.add(7));
        var bytes = connection();
        for (var at = 0; at < bytes.length; at += step) {
            scanner.scan(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + step)));
        }
        assertThat(scanner.wasReset(5)).isTrue();
        assertThat(scanner.wasReset(0x10003)).isTrue();
        assertThat(scanner.wasReset(3)).isFalse();
        assertThat(scanner.wasReset(9)).isFalse();
        assertThat(told).containsExactly(5);
        scanner.watch(0x10003, () -> told.add(0x10003));
        assertThat(told).containsExactly(5, 0x10003);
        scanner.forget(5);
        assertThat(scanner.wasReset(5)).isFalse();
        scanner.end();
        assertThat(told).containsExactly(5, 0x10003, 7);
    }

    @Test
    void theGoodbyeIsAFrameThatSparesAllStreams() {
        var bytes = new ByteArrayOutputStream();
        frame(bytes, 7, 0, new byte[] {0x7F, -1, -1, -1, 0, 0, 0, 0});
        assertThat(FrameScanner.GO_AWAY).isEqualTo(bytes.toByteArray());
    }
}
