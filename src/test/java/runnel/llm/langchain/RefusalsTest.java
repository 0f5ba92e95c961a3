package runnel.llm.langchain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.llm.Finish;
import runnel.testkit.Chunks;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Heard;

/** Each way in which a provider can refuse to answer, and the one outcome it has. */
@Timeout(30)
class RefusalsTest {
    private final Heard heard = new Heard();

    @Test
    void waitsAsLongAsARateLimitAsks() throws Exception {
        try (var up =
                new Upstreams(
                        line -> line.answer(429, "application/json", "{}", "Retry-After: 1"),
                        line -> line.head().text("ok").finish("stop"))) {
            var start = System.nanoTime();
            var reply = up.model.stream(Upstreams.HELLO, heard);
            assertThat(reply.finish()).isEqualTo(Finish.STOP);
            assertThat(heard.text()).isEqualTo("ok");
            assertThat(up.upstream.requests()).hasSize(2);
            assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(950));
        }
    }

    @Test
    void waitsUntilTheDateARateLimitNames() throws Exception {
        var date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2));
        try (var up =
                new Upstreams(
                        line -> line.answer(503, "text/plain", "busy", "Retry-After: " + date),
                        line -> line.head().text("ok").finish("stop"))) {
            var start = System.nanoTime();
            up.model.stream(Upstreams.HELLO, heard);
            assertThat(heard.text()).isEqualTo("ok");
            assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(500));
        }
    }

    @Test
    void reportsAtOnceWhenTheProviderAsksForTooLongAWait() throws Exception {
        try (var up =
                new Upstreams(line ->
                        line.answer(
                                429,
                                "application/json",
                                "{\"error\":{\"message\":\"slow down\"}}",
                                "Retry-After: 3600"))) {
            var problem = fails(up);
            assertThat(problem.code()).isEqualTo("model-rate-limited");
            assertThat(problem.getMessage()).contains("slow down");
            assertThat(up.upstream.requests()).hasSize(1);
        }
    }

    @Test
    void doesNotRetryAnEmptyAccount() throws Exception {
        try (var up =
                new Upstreams(line ->
                        line.answer(
                                429,
                                "application/json",
                                "{\"error\":{\"message\":\"no credit\",\"code\":\"insufficient_quota\"}}"))) {
            assertThat(fails(up).code()).isEqualTo("model-rate-limited");
            assertThat(up.upstream.requests()).hasSize(1);
        }
    }

    @Test
    void retriesAFailureOfTheServer() throws Exception {
        try (var up =
                new Upstreams(
                        line -> line.answer(500, "text/plain", "oops"),
                        line ->
                                line.answer(
                                        502,
                                        "text/html",
                                        "<html><title>Bad Gateway</title></html>"),
                        line -> line.head().text("ok").finish("stop"))) {
            up.model.stream(Upstreams.HELLO, heard);
            assertThat(heard.text()).isEqualTo("ok");
            assertThat(up.upstream.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    301 | https://new.example/v2/chat/completions | https://new.example/v2
                    302 | /gateway/v1/chat/completions?token=secret | /gateway/v1
                    303 | https://user:secret@login.example:8443/sign-in | https://login.example:8443/sign-in
                    307 | //other.example/v1/chat/completions | http://other.example/v1
                    308 | https://new.example/v1/chat/completions | https://new.example/v1
                    308 | :// | ://
                    """)
    void saysWhereAProviderPointsAndDoesNotFollow(int status, String location, String base)
            throws Exception {
        try (var up =
                new Upstreams(
                        line -> line.answer(status, "text/html", "", "Location: " + location))) {
            var problem = fails(up);
            assertThat(problem.code()).isEqualTo("model-redirected");
            var whole = base.startsWith("/") ? "127.0.0.1:" + up.upstream.port() + base : base;
            assertThat(problem.getMessage()).contains(whole).doesNotContain("secret");
            for (var language : Messages.LANGUAGES) {
                assertThat(problem.hint(Messages.of(language)))
                        .contains(whole, "OPENAI_BASE_URL")
                        .doesNotContain("/chat/completions", "secret");
            }
            assertThat(up.upstream.requests()).hasSize(1);
        }
    }

    @Test
    void givesUpAfterTwoRetries() throws Exception {
        try (var up =
                new Upstreams(line ->
                        line.answer(
                                502, "text/html", "<html><title>Bad Gateway</title><p>x</html>"))) {
            var problem = fails(up);
            assertThat(problem.code()).isEqualTo("model-failed");
            assertThat(problem.getMessage()).contains("Bad Gateway").doesNotContain("<");
            assertThat(up.upstream.requests()).hasSize(3);
        }
    }

    @Test
    void retriesAConnectionThatBreaksBeforeTheAnswer() throws Exception {
        try (var up =
                new Upstreams(
                        FakeUpstream.Line::reset, line -> line.head().text("ok").finish("stop"))) {
            up.model.stream(Upstreams.HELLO, heard);
            assertThat(heard.text()).isEqualTo("ok");
        }
    }

    @Test
    void saysWhoCannotBeReached() throws Exception {
        try (var up = new Upstreams(line -> line.head())) {
            up.upstream.close();
            var problem = fails(up);
            assertThat(problem.code()).isEqualTo("model-unreachable");
            assertThat(problem.getMessage()).contains("127.0.0.1:" + up.upstream.port());
        }
    }

    @Test
    void passesTheProvidersWordsOnWithoutTheKey() throws Exception {
        try (var up =
                new Upstreams(line ->
                        line.answer(
                                401,
                                "application/json",
                                "{\"error\":{\"message\":\"Incorrect API key provided: "
                                        + Upstreams.KEY
                                        + ".\",\"code\":\"invalid_api_key\"}}"))) {
            var problem = fails(up);
            assertThat(problem.code()).isEqualTo("model-key-refused");
            assertThat(problem.getMessage())
                    .contains("Incorrect API key")
                    .doesNotContain(Upstreams.KEY);
            assertThat(problem.hint(Messages.of("zh"))).contains("127.0.0.1:" + up.upstream.port());
            assertThat(up.upstream.requests()).hasSize(1);
            assertThat(up.upstream.requests().getFirst().headers())
                    .containsEntry("authorization", "Bearer " + Upstreams.KEY);
        }
    }

    @Test
    void aKeyThatIsNoneLeavesTheProvidersWordsAlone() throws Exception {
        try (var up =
                new Upstreams(line ->
                        line.answer(
                                404, "application/json", "{\"error\":\"model 'm' not found\"}"))) {
            var local = new OpenAiProvider("local", up.upstream.url(), "not", up.transport);
            var problem =
                    catchThrowableOfType(
                            Problem.class, () -> local.model("m").stream(Upstreams.HELLO, heard));
            assertThat(problem.getMessage()).contains("model 'm' not found");
        }
    }

    @Test
    void passesARefusalOn() throws Exception {
        try (var up =
                new Upstreams(
                        line ->
                                line.answer(
                                        400,
                                        "application/json",
                                        "{\"detail\":[{\"msg\":\"context too long\"}]}"),
                        line ->
                                line.answer(
                                        404,
                                        "application/json",
                                        "{\"error\":\"model 'm' not found\"}"))) {
            var refused = fails(up);
            assertThat(refused.code()).isEqualTo("model-refused");
            assertThat(refused.getMessage()).contains("context too long");
            var unknown = fails(up);
            assertThat(unknown.code()).isEqualTo("model-not-found");
            assertThat(unknown.getMessage()).contains("model 'm' not found");
        }
    }

    @Test
    void doesNotTakeADocumentForAnAnswer() throws Exception {
        try (var up =
                new Upstreams(
                        line ->
                                line.answer(
                                        200, "text/html", "<html><title>Sign in</title></html>"),
                        line ->
                                line.answer(
                                        200,
                                        "application/json",
                                        "{\"error\":{\"message\":\"no stream\"}}"))) {
            assertThat(fails(up).code()).isEqualTo("model-garbled");
            assertThat(fails(up).code()).isEqualTo("model-failed");
        }
    }

    @Test
    void doesNotTakeAnythingElseForAnEmptyAnswer() throws Exception {
        try (var up =
                new Upstreams(
                        line -> line.answer(200, "text/plain", "upstream connect error"),
                        line -> {
                            var zipped = new ByteArrayOutputStream();
                            try (var zip = new GZIPOutputStream(zipped)) {
                                zip.write(("data: " + Chunks.text("a") + "\n\n").getBytes(UTF_8));
                            }
                            line.head().chunk(zipped.toByteArray()).end();
                        })) {
            assertThat(fails(up).code()).isEqualTo("model-garbled");
            assertThat(fails(up).code()).isEqualTo("model-garbled");
            assertThat(up.upstream.requests())
                    .hasSize(2)
                    .allSatisfy(request ->
                            assertThat(request.headers())
                                    .containsEntry("accept-encoding", "identity"));
        }
    }

    @Test
    void asksWithoutUsageWhereThatIsRefused() throws Exception {
        try (var up =
                new Upstreams(
                        line ->
                                line.answer(
                                        400,
                                        "application/json",
                                        "{\"error\":{\"message\":\"Unknown field: stream_options\"}}"),
                        line -> line.head().text("ok").finish("stop"))) {
            up.model.stream(Upstreams.HELLO, heard);
            up.model.stream(Upstreams.HELLO, heard);
            assertThat(heard.text()).isEqualTo("okok");
            var bodies = up.upstream.requests().stream().map(FakeUpstream.Request::body).toList();
            assertThat(bodies).hasSize(3);
            assertThat(bodies.get(0)).contains("include_usage");
            assertThat(bodies.get(1)).doesNotContain("stream_options").contains("hello");
            assertThat(bodies.get(2)).doesNotContain("stream_options");
        }
    }

    private Problem fails(Upstreams up) {
        return up.fails(heard);
    }
}
