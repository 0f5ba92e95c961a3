package runnel.cube.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.cube.SecurityContext;
import runnel.http.Routes;
import runnel.http.Server;
import runnel.http.Settings;

/** A name that means something else at the second look, with servers at both places. */
final class PinnedNameTest {
    private static final String META = "{\"cubes\":[]}";

    /** What the name server says now. */
    private final AtomicReference<String> leadsTo = new AtomicReference<>("127.0.0.1");

    @Test
    void aNameThatIsReboundStillLeadsWhereItDid() throws Exception {
        try (var meant = server("127.0.0.1", 0, 200)) {
            var port = meant.port();
            try (var inside = server("127.0.0.2", port, 200);
                    var client = client(port)) {
                client.meta(SecurityContext.NOBODY);
                leadsTo.set("127.0.0.2");
                for (var i = 0; i < 3; i++) {
                    client.meta(SecurityContext.NOBODY);
                }
                assertThat(meant.asked()).isEqualTo(4);
                assertThat(inside.asked()).isZero();
                // Not even where the one that was meant is gone.
                meant.close();
                assertThatThrownBy(() -> client.meta(SecurityContext.NOBODY))
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> {
                                    assertThat(problem.code()).isEqualTo("cube-server-moved");
                                    assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
                                });
                assertThat(inside.asked()).isZero();
            }
        }
    }

    @Test
    void aServerThatIsDownAndWhereItWasIsOutOfReach() throws Exception {
        try (var down = down();
                var client = client(down.getLocalPort())) {
            assertThatThrownBy(() -> client.meta(SecurityContext.NOBODY))
                    .hasFieldOrPropertyWithValue("code", "cube-server-unreachable");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "::ffff:169.254.169.254",
                "0.0.0.0",
                "224.0.0.1",
                "fe80::1",
                "127.0.0.1,8.8.8.8",
            })
    void aNameDoesNotLeadWhereNoServerCanBe(String addresses) {
        leadsTo.set(addresses);
        try (var client = client(4000)) {
            assertThatThrownBy(() -> client.meta(SecurityContext.NOBODY))
                    .hasFieldOrPropertyWithValue("code", "cube-server-address");
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (var meant = server("127.0.0.1", 0, 307);
                var client = client(meant.port())) {
            assertThatThrownBy(() -> client.meta(SecurityContext.NOBODY))
                    .hasFieldOrPropertyWithValue("code", "cube-server-redirect");
            assertThat(meant.asked()).isEqualTo(1);
        }
    }

    private CubeServer client(int port) {
        return new CubeServer(
                "http://cube.example:" + port,
                viewer -> "",
                Clock.system(),
                ServerCall.Limits.DEFAULT,
                this::lookUp);
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        assertThat(host).isEqualTo("cube.example");
        var names = leadsTo.get().split(",");
        var all = new InetAddress[names.length];
        for (var i = 0; i < names.length; i++) {
            all[i] = InetAddress.getByName(names[i]);
        }
        return all;
    }

    /** A place that refuses who comes, and that nobody else can take: bound, and not listening. */
    private static Socket down() throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }

    private static Counted server(String host, int port, int status) {
        return new Counted(host, port, status);
    }

    /** A server that counts what it is asked. */
    private static final class Counted implements AutoCloseable {
        private final AtomicInteger asked = new AtomicInteger();
        private final Server server;

        Counted(String host, int port, int status) {
            var routes = new Routes();
            routes.get(
                    "/cubejs-api/v1/meta",
                    (request, response) -> {
                        asked.incrementAndGet();
                        if (status != 200) {
                            response.header("Location", request.path());
                        }
                        response.status(status)
                                .bytes("application/json", META.getBytes(StandardCharsets.UTF_8));
                    });
            server =
                    Server.start(
                            Settings.at(host, port).trusting(Set.of("cube.example"), Set.of()),
                            routes);
        }

        int port() {
            return server.port();
        }

        int asked() {
            return asked.get();
        }

        @Override
        public void close() throws InterruptedException {
            server.close();
        }
    }
}
