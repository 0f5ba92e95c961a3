package runnel.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A crowd of clients on the caller's thread: so many that a thread each would be the heaviest part
 * of the load.
 */
public final class Clients {
    private static final int READ_BYTES = 64 << 10;
    private static final int TICKS = 10;
    private static final long TICK_NANOS = 1_000_000_000 / TICKS;
    private static final long MILLI = 1_000_000;

    private final Load load;
    private final Map<String, Program> programs;
    private final Selector selector;
    private final Tally tally = new Tally();
    private final List<Client> slow = new ArrayList<>();

    /** Clients that failed and try again at the next tick. */
    private final ArrayDeque<Integer> disappointed = new ArrayDeque<>();

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final byte[] bytes = new byte[READ_BYTES];

    /** Differs from run to run, so that no key is used twice. */
    private long unique = System.nanoTime();

    /** Answers that each client has had. */
    private final int[] answers;

    private int arrived;
    private long now;

    private Clients(Load load, Map<String, Program> programs) throws IOException {
        this.load = load;
        this.programs = programs;
        this.selector = Selector.open();
        this.answers = new int[load.crowd().clients()];
    }

    /**
     * Lets the crowd loose and comes back when the time is over.
     *
     * @param programs those whose use of the machine is measured meanwhile, by name
     */
    public static Measured run(Load load, Map<String, Program> programs) throws IOException {
        var clients = new Clients(load, programs);
        try (clients.selector) {
            try {
                return clients.run();
            } finally {
                clients.selector.keys().forEach(key -> ((Client) key.attachment()).hangUp());
            }
        }
    }

    private Measured run() throws IOException {
        var start = System.nanoTime();
        now = start;
        var measured = start + load.warmMillis() * MILLI;
        until(start, measured);
        tally.reset();
        var before = uses();
        var begin = now;
        until(start, measured + load.measuredMillis() * MILLI);
        var after = uses();
        after.replaceAll((name, use) -> use.since(Objects.requireNonNull(before.get(name))));
        return new Measured(tally, (now - begin) / 1e9, after);
    }

    private void until(long start, long end) throws IOException {
        var nextTick = now;
        while (now < end) {
            arrive(start);
            selector.select(this::ready, 1);
            now = System.nanoTime();
            if (now >= nextTick) {
                nextTick += TICK_NANOS;
                tick();
            }
        }
    }

    private void tick() throws IOException {
        for (var client : List.copyOf(slow)) {
            read(client, Math.max(1, load.crowd().slowBytes() / TICKS));
        }
        while (!disappointed.isEmpty()) {
            connect(disappointed.poll());
        }
    }

    private Map<String, Program.Use> uses() {
        var uses = new HashMap<String, Program.Use>();
        programs.forEach((name, program) -> uses.put(name, program.use()));
        uses.put(Measured.MACHINE, Program.machine());
        return uses;
    }

    private void arrive(long start) throws IOException {
        var due =
                Math.min(
                        load.crowd().clients(),
                        (now - start) * load.crowd().arrivals() / 1_000_000_000 + 1);
        while (arrived < due) {
            connect(arrived++);
        }
    }

    private void connect(int number) throws IOException {
        var turn = new Turn(unique++, answers[number]);
        var client = new Client(number, load, turn, selector, tally);
        if (client.isSlow()) {
            slow.add(client);
        }
    }

    private void ready(SelectionKey key) {
        var client = (Client) key.attachment();
        now = System.nanoTime();
        if (key.isReadable()) {
            read(client, READ_BYTES);
        } else if (!client.send()) {
            over(client);
        }
    }

    private void read(Client client, int limit) {
        if (!client.read(buffer.clear().limit(limit), bytes, now)) {
            over(client);
        }
    }

    private void over(Client client) {
        client.hangUp();
        if (client.isSlow()) {
            slow.remove(client);
        }
        if (!load.repeats()) {
            return;
        }
        try {
            if (client.isContent()) {
                answers[client.number()]++;
                connect(client.number());
                return;
            }
        } catch (IOException e) {
            tally.fail("connection: " + e);
        }
        disappointed.add(client.number());
    }

    /** What tells one request of a client from the next. */
    record Turn(long unique, int answers) {}
}
