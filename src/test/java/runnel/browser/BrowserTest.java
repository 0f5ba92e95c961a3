package runnel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import runnel.testkit.Browser;

/**
 * The browser of the other tests works: it loads a page, runs its script, and hears its complaints.
 */
final class BrowserTest {
    private static final String PAGE =
            """
            <!doctype html><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
            <p>你好</p><button onclick="document.querySelector('p').textContent += ', ' + navigator.language">Greet</button>
            """;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var body = PAGE.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                    if (exchange.getRequestURI().getPath().equals("/strict")) {
                        exchange.getResponseHeaders()
                                .set("Content-Security-Policy", "script-src 'self'");
                    }
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_page_is_loaded_and_its_script_runs() {
        try (var browser = Browser.open()) {
            var page = browser.visit(url("/"));
            page.click("button");
            assertThat(page.title()).isEqualTo("A page");
            assertThat(page.textContent("p")).isEqualTo("你好, en-US");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void what_a_page_complains_of_is_heard() {
        try (var browser = Browser.open()) {
            var page = browser.visit(url("/strict"));
            page.click("button");
            assertThat(page.textContent("p")).isEqualTo("你好");
            assertThat(browser.complaints())
                    .singleElement()
                    .asString()
                    .contains("Content Security Policy");
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
