package runnel.bench.load;

import java.net.InetSocketAddress;

/**
 * What a crowd of clients does to a server. Immutable.
 *
 * @param repeats whether a client that has its answer asks again
 * @param warmMillis from the first connection to the begin of the measurement
 */
public record Load(Ask ask, Crowd crowd, boolean repeats, long warmMillis, long measuredMillis) {

    /**
     * One request. In path and body, {@code %d} stands for the number of the client and {@code %u}
     * for a key that no other request has, {@code %i} for how many answers the client has had, and
     * {@code %g} for its group: clients of one group share a number.
     *
     * @param body empty for a GET
     * @param groups how many there are
     */
    public record Ask(InetSocketAddress server, String path, String body, int groups) {
        public Ask(InetSocketAddress server, String path, String body) {
            this(server, path, body, Integer.MAX_VALUE);
        }

        public static Ask get(InetSocketAddress server, String path) {
            return new Ask(server, path, "");
        }

        byte[] request(int client, long key, int answers) {
            var sent = filled(body, client, key, answers);
            var head =
                    "%s %s HTTP/1.1\r\nHost: %s:%d\r\nAccept: text/event-stream\r\nConnection: close\r\n"
                            .formatted(
                                    body.isEmpty() ? "GET" : "POST",
                                    filled(path, client, key, answers),
                                    server.getAddress().getHostAddress(),
                                    server.getPort());
            var fields =
                    body.isEmpty()
                            ? ""
                            : "Content-Type: application/json\r\nContent-Length: %d\r\n"
                                    .formatted(
                                            sent.getBytes(java.nio.charset.StandardCharsets.UTF_8)
                                                    .length);
            return (head + fields + "\r\n" + sent)
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }

        private String filled(String template, int client, long key, int answers) {
            return template.replace("%d", String.valueOf(client))
                    .replace("%g", String.valueOf(client % groups))
                    .replace("%i", String.valueOf(answers))
                    .replace("%u", Long.toHexString(key));
        }
    }

    /**
     * Who asks.
     *
     * @param slow how many of the clients read slowly
     * @param slowBytes what a slow one reads in a second
     * @param arrivals clients that connect in a second
     */
    public record Crowd(int clients, int slow, int slowBytes, int arrivals) {
        private static final int ARRIVALS = 2_000;

        public Crowd {
            if (clients < 1
                    || slow < 0
                    || slow > clients
                    || slow > 0 && slowBytes < 1
                    || arrivals < 1) {
                throw new IllegalArgumentException("no such crowd");
            }
        }

        public static Crowd of(int clients) {
            return new Crowd(clients, 0, 0, ARRIVALS);
        }

        public Crowd withSlow(int more, int bytes) {
            return new Crowd(clients + more, more, bytes, arrivals);
        }
    }

    /** A crowd that asks again and again. */
    public static Load steady(Ask ask, int clients, long warmMillis, long measuredMillis) {
        return new Load(ask, Crowd.of(clients), true, warmMillis, measuredMillis);
    }
}
