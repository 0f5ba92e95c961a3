package runnel.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * A body that is written in pieces of some size. What fits into one piece is sent whole, with its
 * length; until the first piece is full nothing is sent, so that a problem can still be told.
 */
final class PiecewiseBody extends OutputStream {
    private static final int PIECE_BYTES = 32 << 10;

    /** Status and headers, once they are final. */
    record Beginning(int status, Head head) {}

    private final Exchange exchange;
    private final Supplier<Beginning> begin;
    private byte[] piece = new byte[1 << 10];
    private int size;
    private boolean open;
    private boolean closed;

    PiecewiseBody(Exchange exchange, Supplier<Beginning> begin) {
        this.exchange = exchange;
        this.begin = begin;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("the body is complete");
        }
        var from = offset;
        while (from < offset + length) {
            if (size == PIECE_BYTES) {
                send();
            }
            var count = Math.min(offset + length - from, PIECE_BYTES - size);
            if (size + count > piece.length) {
                piece =
                        java.util.Arrays.copyOf(
                                piece,
                                Math.min(PIECE_BYTES, Math.max(2 * piece.length, size + count)));
            }
            System.arraycopy(bytes, from, piece, size, count);
            size += count;
            from += count;
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (open) {
            send();
            exchange.end();
        } else {
            var beginning = begin.get();
            exchange.send(
                    beginning.status(), beginning.head(), java.util.Arrays.copyOf(piece, size));
        }
    }

    private void send() throws IOException {
        if (open) {
            exchange.write(piece, 0, size);
        } else {
            var beginning = begin.get();
            open = true;
            exchange.open(
                    beginning.status(), beginning.head(), java.util.Arrays.copyOf(piece, size));
        }
        size = 0;
    }
}
