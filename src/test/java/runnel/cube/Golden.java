package runnel.cube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.cube.analytics.Analytics;
import runnel.cube.analytics.EmbeddedAnalytics;
import runnel.cube.analytics.Models;
import runnel.cube.duckdb.DuckDb;
import runnel.cube.jdbc.JdbcEngine;
import runnel.cube.jdbc.Workers;
import runnel.cube.server.CubeServer;
import runnel.cube.yaml.ModelFile;
import runnel.cube.yaml.ModelReader;
import runnel.wire.cube.ApiRequest;
import runnel.wire.cube.ApiResponse;
import runnel.wire.cube.CubeApi;
import runnel.wire.cube.Tokens;

/** The recorded cases with their database and models, served by the real thing. */
public final class Golden implements AutoCloseable {
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-18T10:05:00Z"));
    private static final Workers WORKERS = new Workers();
    static final String SECRET = "golden-secret-golden-secret-golden-secret";

    private final Analytics analytics;
    private final CubeApi api;

    private Golden(Analytics analytics) {
        this.analytics = analytics;
        this.api = new CubeApi(analytics, new Tokens(SECRET, CLOCK)::viewer);
    }

    static Path folder() {
        var named =
                Optional.ofNullable(System.getProperty("runnel.golden"))
                        .or(() -> Optional.ofNullable(System.getenv("RUNNEL_GOLDEN")));
        return named.map(Path::of).orElse(Path.of("src/test/resources/golden"));
    }

    public static Golden on(JdbcEngine.Source source) {
        return on(source, UnaryOperator.identity());
    }

    /** On a database that has other words for what stands in the SQL of the model. */
    static Golden on(JdbcEngine.Source source, UnaryOperator<String> words) {
        var engine = new JdbcEngine(source, JdbcEngine.Limits.DEFAULT, WORKERS);
        return new Golden(
                new EmbeddedAnalytics(
                        Models.of(catalog(words)), engine, CLOCK, EmbeddedAnalytics.CACHE_BYTES));
    }

    /** The cases put to a Cube server, through the client for one. */
    static Golden behind(CubeServer server) {
        return new Golden(server);
    }

    public static Golden duckDb() {
        var database = DuckDb.inMemory(DuckDb.Limits.DEFAULT, List.of(seed()));
        return on(
                new JdbcEngine.Source(
                        "duckdb", database::connect, database::version, database::close));
    }

    static String seed() {
        try {
            return Files.readString(folder().resolve("seed.sql"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static Catalog catalog() {
        return catalog(UnaryOperator.identity());
    }

    private static Catalog catalog(UnaryOperator<String> words) {
        var files = new ArrayList<ModelFile>();
        for (var part : List.of("model", "model-v1", "rules")) {
            // The rules belong to the test: another folder of cases need not bring them.
            var directory = folder().resolve(part);
            files.addAll(
                    ModelReader.files(
                            Files.isDirectory(directory)
                                    ? directory
                                    : Path.of("src/test/resources/golden", part)));
        }
        return ModelReader.compile(
                files.stream()
                        .sorted(Comparator.comparing(ModelFile::path))
                        .map(file -> ModelFile.parse(file.path(), words.apply(file.text())))
                        .toList());
    }

    /** The statements of the seed one by one, for drivers that take no more at once. */
    static List<String> seedStatements() {
        return Arrays.stream(seed().split(";\\s*\n")).filter(sql -> !sql.isBlank()).toList();
    }

    static List<GoldenCase> cases() throws IOException {
        var cases = new ArrayList<GoldenCase>();
        try (var files = Files.list(folder().resolve("cases"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                cases.add(GoldenCase.parse(Files.readString(file)));
            }
        }
        return cases;
    }

    public Analytics analytics() {
        return analytics;
    }

    /** What the interface answers. */
    record Reply(int status, Map<String, String> headers, byte[] bytes) {
        JsonNode json() {
            return Json.parse(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    Reply ask(GoldenCase golden) throws Exception {
        return send(request(golden));
    }

    static ApiRequest request(GoldenCase golden) {
        var request = golden.json().path("request");
        var body =
                request.has("rawBody")
                        ? request.path("rawBody").asText()
                        : body(request).toString();
        var method = request.path("method").asText();
        var query = new java.util.HashMap<String, String>();
        if (method.equals("GET")) {
            if (request.has("query")) {
                query.put(
                        "query",
                        request.path("query").isTextual()
                                ? request.path("query").asText()
                                : request.path("query").toString());
            }
            if (request.has("queryType")) {
                query.put("queryType", request.path("queryType").asText());
            }
        }
        return new ApiRequest(
                method,
                request.path("path").asText(),
                query,
                method.equals("GET") ? "" : body,
                authorization(golden.json()));
    }

    private static ObjectNode body(JsonNode request) {
        var body = Json.object();
        for (var key : List.of("query", "queryType", "format")) {
            if (request.has(key)) {
                body.set(key, request.get(key));
            }
        }
        return body;
    }

    Reply post(String path, JsonNode body) throws Exception {
        return send(
                new ApiRequest(
                        "POST",
                        CubeApi.PREFIX + path,
                        Map.of(),
                        body.toString(),
                        Optional.of(token(Json.object()))));
    }

    public Reply send(ApiRequest request) throws Exception {
        ApiResponse response = api.handle(request);
        var out = new ByteArrayOutputStream();
        response.body().writeTo(out);
        return new Reply(response.status(), response.headers(), out.toByteArray());
    }

    static String token(JsonNode claims) {
        return new Tokens(SECRET, CLOCK).issue(claims);
    }

    private static Optional<String> authorization(JsonNode golden) {
        ObjectNode claims =
                golden.path("securityContext") instanceof ObjectNode object
                        ? object.deepCopy()
                        : Json.object();
        return switch (golden.path("auth").asText("valid")) {
            case "none" -> Optional.empty();
            case "wrong-secret" ->
                    Optional.of(
                            new Tokens("another-secret-another-secret-another", CLOCK)
                                    .issue(claims));
            case "expired" -> Optional.of(token(claims.put("exp", CLOCK.millis() / 1000 - 60)));
            case "garbage" -> Optional.of("not-a-token");
            case "bearer" -> Optional.of("Bearer " + token(claims));
            default -> Optional.of(token(claims));
        };
    }

    @Override
    public void close() {
        analytics.close();
    }
}
