package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetsTest {
    private static final String FOLDER = "http/assets";
    private static Assets assets;
    private static Server server;

    @TempDir private Path directory;

    @BeforeAll
    static void start() {
        var files = new TreeMap<>(ClassPath.folder(FOLDER));
        files.put("htmx.js", ClassPath.webjar("org.webjars.npm", "htmx.org", "dist/htmx.min.js"));
        assets = Assets.load(files, Map.of());
        var routes = new Routes();
        assets.addTo(routes);
        routes.get("/favicon.ico", assets.at("icons/dot.svg"));
        server = Server.start(Settings.at("127.0.0.1", 0), routes);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void filesOfFoldersAndOfJarsAreFound() {
        assertThat(assets.names())
                .containsExactlyInAnyOrder(
                        "app.css", "app.js", "part.js", "icons/dot.svg", "htmx.js");
        assertThat(ClassPath.folder("no/such/folder")).isEmpty();
        assertThat(ClassPath.folder("META-INF/resources/webjars/htmx.org")).isNotEmpty();
        assertThatThrownBy(() -> ClassPath.webjar("org.webjars.npm", "none", "x"))
                .hasMessageContaining("none");
    }

    @Test
    void anAddressContainsAHashAndMayBeKeptForEver() {
        assertThat(assets.url("app.css")).matches("/assets/app\\.[0-9a-f]{12}\\.css");
        assertThat(assets.url("icons/dot.svg")).matches("/assets/icons/dot\\.[0-9a-f]{12}\\.svg");
        var answer = RawClient.get(server, assets.url("icons/dot.svg"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThatThrownBy(() -> assets.url("none.css")).hasMessageContaining("none.css");
    }

    @Test
    void anotherHashIsNotFound() {
        assertThat(RawClient.get(server, "/assets/app.000000000000.css").status()).isEqualTo(404);
        assertThat(RawClient.get(server, "/assets/app.css").status()).isEqualTo(404);
        assertThat(RawClient.get(server, "/assets/..%2f..%2fetc%2fpasswd").status()).isEqualTo(404);
    }

    @Test
    void largeTextIsPackedForClientsThatTakeIt() throws Exception {
        var plain = RawClient.get(server, assets.url("htmx.js"));
        var packed =
                RawClient.get(server, assets.url("htmx.js"), "Accept-Encoding: br, gzip;q=0.5");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(plain.headers("Content-Encoding")).isEmpty();
        assertThat(packed.body().length).isLessThan(plain.body().length / 2);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(plain.body());
        }
        var refused = RawClient.get(server, assets.url("htmx.js"), "Accept-Encoding: gzip;q=0");
        assertThat(refused.headers("Content-Encoding")).isEmpty();
        assertThat(packed.header("ETag")).isNotEqualTo(plain.header("ETag"));
        var known = "If-None-Match: " + plain.header("ETag");
        assertThat(RawClient.get(server, assets.url("htmx.js"), known).status()).isEqualTo(304);
    }

    @Test
    void referencesBetweenFilesAreHashedToo() {
        var css = RawClient.get(server, assets.url("app.css")).text();
        var dot = assets.url("icons/dot.svg").substring("/assets/".length());
        assertThat(css).contains("url(./" + dot + ")").contains("url(\"./unknown.png\")");
        var script = RawClient.get(server, assets.url("app.js")).text();
        assertThat(script)
                .contains(
                        "from \"./" + assets.url("part.js").substring("/assets/".length()) + "\"");
    }

    @Test
    void aHashChangesWithWhatTheFileRefersToEvenInCircles() throws Exception {
        var before = write("a.js", "import \"./b.js\"", "b.js", "import \"./a.js\"", "c.js", "1");
        var after = write("a.js", "import \"./b.js\"", "b.js", "import \"./a.js\" ", "c.js", "1");
        assertThat(after.get("a.js")).isNotEqualTo(before.get("a.js"));
        assertThat(after.get("b.js")).isNotEqualTo(before.get("b.js"));
        assertThat(after.get("c.js")).isEqualTo(before.get("c.js"));
    }

    private static Map<String, String> write(String... namesAndTexts) {
        var files = new TreeMap<String, byte[]>();
        for (var i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        var urls = new TreeMap<String, String>();
        var some = Assets.of(files);
        files.keySet().forEach(name -> urls.put(name, some.url(name)));
        return urls;
    }

    @Test
    void aFileCanHaveAnAddressThatStays() {
        var answer = RawClient.get(server, "/favicon.ico");
        assertThat(answer.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        var again =
                RawClient.get(server, "/favicon.ico", "If-None-Match: " + answer.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void aDeveloperSeesChangesAtOnce() throws Exception {
        Files.writeString(directory.resolve("app.css"), "one");
        var live = Assets.develop(ClassPath.folder(FOLDER), Map.of(), directory);
        var routes = new Routes();
        live.addTo(routes);
        try (var other = Server.start(Settings.at("127.0.0.1", 0), routes)) {
            assertThat(live.url("app.css")).isEqualTo("/assets/app.css");
            var first = RawClient.get(other, "/assets/app.css");
            assertThat(first.text()).isEqualTo("one");
            assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
            Files.writeString(directory.resolve("app.css"), "two");
            assertThat(RawClient.get(other, "/assets/app.css").text()).isEqualTo("two");
            assertThat(live.url("app.js")).matches("/assets/app\\.[0-9a-f]{12}\\.js");
            Files.writeString(directory.getParent().resolve("outside.txt"), "secret");
            assertThat(RawClient.get(other, "/assets/..%2Foutside.txt").status()).isEqualTo(404);
        }
    }
}
