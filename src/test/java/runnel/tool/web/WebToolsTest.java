package runnel.tool.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.base.Addresses;
import runnel.base.Json;
import runnel.testkit.FakeUpstream;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;

@Timeout(60)
class WebToolsTest {
    private static final Tool.Caller ANN = new Tool.Caller("ann", "c", "1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:1::",
                "ff02::1",
                "fec0::1"
            })
    void noAddressBehindTheServerIsPublic(String address) throws Exception {
        assertThat(Addresses.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "93.184.216.34",
                "172.32.0.1",
                "100.128.0.1",
                "2606:2800:220:1::1"
            })
    void othersAre(String address) throws Exception {
        assertThat(Addresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/,public internet",
        "http://localhost/,public internet",
        "http://[::1]/,public internet",
        "http://2130706433/,public internet",
        "http://169.254.169.254/latest/meta-data,public internet",
        "file:///etc/passwd,Only http",
        "gopher://example.org/,Only http",
        "http://user:pw@example.org/,password",
        "http://example.org:22/,Port 22",
        "not an address,no address"
    })
    void refusesWhatIsNotOnThePublicWeb(String url, String reason) throws Exception {
        try (var web = Web.guarded(InetAddress::getAllByName)) {
            assertThatThrownBy(() -> fetch(new FetchPageTool(web), url))
                    .isInstanceOf(ToolFailure.class)
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void looksAtTheAddressAtEachRequest() throws Exception {
        // A name that means something else each time.
        var asked = new AtomicInteger();
        try (var upstream =
                        new FakeUpstream(line -> line.answer(200, "text/html", "<p>secret</p>"));
                var web =
                        Web.guarded(host ->
                                new InetAddress[] {
                                    InetAddress.getByName(
                                            asked.getAndIncrement() == 0
                                                    ? "192.0.2.1"
                                                    : "127.0.0.1")
                                })) {
            var tool = new FetchPageTool(web, Set.of(upstream.port()));
            var url = "http://rebound.example:" + upstream.port() + "/";
            assertThatThrownBy(() -> fetch(tool, url)).isInstanceOf(ToolFailure.class);
            assertThatThrownBy(() -> fetch(tool, url)).hasMessageContaining("public internet");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void readsAPageAsAPersonWould() throws Exception {
        var html =
                """
                <html><head><title>Rivers &amp; seas</title><style>p{}</style></head><body>
                <nav>Home About</nav><header>Logo</header>
                <main><h1>Rivers</h1><p>The <b>Nile</b> is <a href="/long">long</a>.</p>
                <ul><li>one</li><li>two</li></ul><script>alert(1)</script>
                <p hidden>unseen</p><table><tr><td>a</td><td>b</td></tr></table></main>
                <footer>Imprint</footer></body></html>
                """;
        try (var local = new Local(line -> line.answer(200, "text/html; charset=utf-8", html))) {
            var output = local.fetch("/page");
            assertThat(output.text())
                    .startsWith("# Rivers\n\nThe Nile is long (" + local.url("/long") + ").")
                    .contains("- one\n", "- two", "a | b")
                    .doesNotContain("Home", "Logo", "alert", "unseen", "Imprint");
            assertThat(output.sources())
                    .extracting(ToolOutput.Source::title)
                    .containsExactly("Rivers & seas");
        }
    }

    @Test
    void looksAtEachHopOfARedirect() throws Exception {
        try (var local =
                new Local(
                        line -> line.answer(302, "text/plain", "", "Location: /next"),
                        line ->
                                line.answer(
                                        301, "text/plain", "", "Location: http://127.0.0.1:25/"))) {
            assertThatThrownBy(() -> local.fetch("/")).hasMessageContaining("Port 25");
            assertThat(local.upstream.requests()).hasSize(2);
        }
        try (var local =
                new Local(line -> line.answer(302, "text/plain", "", "Location: /again"))) {
            assertThatThrownBy(() -> local.fetch("/")).hasMessageContaining("too often");
        }
    }

    @Test
    void readsOnlySoMuch() throws Exception {
        try (var local =
                new Local(line -> {
                    line.bytes(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n");
                    var piece = "x".repeat(1 << 16);
                    for (var sent = 0L; sent < 1L << 30; sent += piece.length()) {
                        line.bytes(piece);
                    }
                })) {
            var output = local.fetch("/");
            assertThat(output.text())
                    .hasSizeLessThan(FetchPageTool.CHARS + 100)
                    .endsWith("goes on)");
        }
    }

    @Test
    void refusesWhatIsNoText() throws Exception {
        try (var local = new Local(line -> line.answer(200, "image/png", "…"))) {
            assertThatThrownBy(() -> local.fetch("/")).hasMessageContaining("image/png");
        }
        try (var local = new Local(line -> line.answer(404, "text/html", "gone"))) {
            assertThatThrownBy(() -> local.fetch("/")).hasMessageContaining("404");
        }
    }

    @Test
    void anInterruptEndsARequestThatHangs() throws Exception {
        var reached = new CompletableFuture<Void>();
        try (var local =
                new Local(line -> {
                    reached.complete(null);
                    line.awaitClosed();
                })) {
            var over = new CompletableFuture<String>();
            var thread =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    local.fetch("/");
                                    over.complete("read");
                                } catch (InterruptedException e) {
                                    over.complete("stopped");
                                } catch (RuntimeException e) {
                                    over.complete(e.toString());
                                }
                            });
            reached.get(10, TimeUnit.SECONDS);
            thread.interrupt();
            assertThat(over.get(5, TimeUnit.SECONDS)).isEqualTo("stopped");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TAVILY|{\"results\":[{\"title\":\"T\",\"url\":\"https://a/\",\"content\":\"words\"}]}",
                "BRAVE|{\"web\":{\"results\":[{\"title\":\"T\",\"url\":\"https://a/\",\"description\":\"<b>words</b>\"}]}}",
                "SEARXNG|{\"results\":[{\"title\":\"T\",\"url\":\"https://a/\",\"content\":\"words\"}]}",
                "SERPER|{\"organic\":[{\"title\":\"T\",\"link\":\"https://a/\",\"snippet\":\"words\"}]}"
            })
    void asksEachEngineInItsOwnWay(SearchApi.Kind kind, String answer) throws Exception {
        try (var upstream = new FakeUpstream(line -> line.answer(200, "application/json", answer));
                var web = Web.trusted()) {
            var tool = new WebSearchTool(new SearchApi(web, kind, upstream.url(), "k-1"));
            var output = tool.call(Json.parse("{\"query\":\"the Nile & co\"}"), ANN);
            assertThat(output.sources())
                    .containsExactly(new ToolOutput.Source("T", "https://a/", "words"));
            var request = upstream.requests().getFirst();
            assertThat(request.path() + request.body()).containsPattern("Nile( & |\\+%26\\+)co");
            if (kind != SearchApi.Kind.SEARXNG) {
                assertThat(request.headers().values()).anyMatch(value -> value.endsWith("k-1"));
            }
        }
    }

    @Test
    void asksGoogleByWayOfGemini() throws Exception {
        var answer =
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"The Nile is longest.\"}]},"
                        + "\"groundingMetadata\":{\"groundingChunks\":[{\"web\":{\"uri\":\"https://a/\","
                        + "\"title\":\"a.example\"}}],\"groundingSupports\":[{\"segment\":{\"text\":"
                        + "\"The Nile is longest.\"},\"groundingChunkIndices\":[0]}]}}]}";
        try (var upstream = new FakeUpstream(line -> line.answer(200, "application/json", answer));
                var web = Web.trusted()) {
            var output = new GeminiSearch(web, upstream.url(), "flash", "k").search("nile", 5);
            assertThat(output)
                    .isEqualTo(
                            new ToolOutput(
                                    "The Nile is longest.",
                                    List.of(
                                            new ToolOutput.Source(
                                                    "a.example",
                                                    "https://a/",
                                                    "The Nile is longest."))));
            assertThat(upstream.requests().getFirst().path())
                    .isEqualTo("/v1/models/flash:generateContent");
            assertThat(upstream.requests().getFirst().body()).contains("\"google_search\":{}");
        }
    }

    @Test
    void saysThatAnEngineRefuses() throws Exception {
        try (var upstream = new FakeUpstream(line -> line.answer(401, "text/plain", "k-1"));
                var web = Web.trusted()) {
            var engine = new SearchApi(web, SearchApi.Kind.BRAVE, upstream.url(), "k-1");
            assertThatThrownBy(() -> engine.search("x", 3))
                    .isInstanceOf(ToolFailure.class)
                    .hasMessageContaining("key")
                    .hasMessageNotContaining("k-1");
        }
    }

    private static ToolOutput fetch(FetchPageTool tool, String url) throws InterruptedException {
        return tool.call(Json.object().put("url", url), ANN);
    }

    /** A page on this machine that may be read for once. */
    private static final class Local implements AutoCloseable {
        private final FakeUpstream upstream;
        private final Web web = Web.trusted();

        Local(FakeUpstream.Script... scripts) {
            upstream = new FakeUpstream(scripts);
        }

        String url(String path) {
            return "http://127.0.0.1:" + upstream.port() + path;
        }

        ToolOutput fetch(String path) throws InterruptedException {
            return WebToolsTest.fetch(
                    new FetchPageTool(web, Set.of(upstream.port(), -1)), url(path));
        }

        @Override
        public void close() throws Exception {
            web.close();
            upstream.close();
        }
    }
}
