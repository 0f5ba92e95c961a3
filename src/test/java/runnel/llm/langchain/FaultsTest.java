package runnel.llm.langchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import runnel.base.Problem;
import runnel.llm.Finish;
import runnel.testkit.Chunks;
import runnel.testkit.Heard;

/** Each way in which an answer can break, and the one outcome it has. */
@Timeout(30)
class FaultsTest {
    private final Heard heard = new Heard();

    @Test
    void keepsWhatCameBeforeAReset() throws Exception {
        try (var up = new Upstreams(line -> line.head().text("one ", "two ").pause(100).reset())) {
            assertThat(fails(up).code()).isEqualTo("model-broke-off");
            assertThat(heard.text()).isEqualTo("one two ");
            assertThat(up.upstream.requests()).hasSize(1);
        }
    }

    @Test
    void tellsAnUnfinishedBodyFromAFinishedOne() throws Exception {
        try (var up = new Upstreams(line -> line.head().text("one ").pause(50).close())) {
            assertThat(fails(up).code()).isEqualTo("model-broke-off");
            assertThat(heard.text()).isEqualTo("one ");
        }
    }

    @Test
    void callsACleanEndWithoutAReasonTruncated() throws Exception {
        try (var up =
                new Upstreams(
                        line -> line.head().text("one ").end(),
                        line ->
                                line.headUntilClose()
                                        .bytes(
                                                "data: "
                                                        + Chunks.text("two ")
                                                        + "\n\ndata: {\"id\":\"c1\",\"cho")
                                        .close())) {
            assertThat(up.model.stream(Upstreams.HELLO, heard).finish())
                    .isEqualTo(Finish.TRUNCATED);
            assertThat(up.model.stream(Upstreams.HELLO, heard).finish())
                    .isEqualTo(Finish.TRUNCATED);
            assertThat(heard.text()).isEqualTo("one two ");
        }
    }

    @Test
    void doesNotNeedTheEndMarkAfterAReason() throws Exception {
        try (var up =
                new Upstreams(
                        line -> line.head().text("a").event(Chunks.finish("stop")).end(),
                        line -> line.head().text("b").event(Chunks.finish("length")).reset())) {
            assertThat(up.model.stream(Upstreams.HELLO, heard).finish()).isEqualTo(Finish.STOP);
            assertThat(up.model.stream(Upstreams.HELLO, heard).finish()).isEqualTo(Finish.LENGTH);
        }
    }

    @Test
    void stopsAtAnErrorInTheMidstOfAnAnswer() throws Exception {
        for (var error :
                new String[] {
                    "{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}",
                    "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}],"
                            + "\"error\":{\"code\":502,\"message\":\"overloaded\"}}",
                    "{\"object\":\"error\",\"message\":\"overloaded\",\"code\":40303}"
                }) {
            var heard = new Heard();
            try (var up =
                    new Upstreams(line ->
                            line.head().text("one ").event(error).text("never").awaitClosed())) {
                var problem =
                        catchThrowableOfType(
                                Problem.class, () -> up.model.stream(Upstreams.HELLO, heard));
                assertThat(problem.code()).isEqualTo("model-failed");
                assertThat(problem.getMessage()).contains("overloaded");
                assertThat(heard.text()).isEqualTo("one ");
            }
        }
    }

    @Test
    void doesNotTakeTheWordErrorForOne() throws Exception {
        try (var up =
                new Upstreams(line ->
                        line.head()
                                .text("{\"error\": \"quoted\"}", " finish_reason")
                                .finish("stop"))) {
            assertThat(up.model.stream(Upstreams.HELLO, heard).finish()).isEqualTo(Finish.STOP);
            assertThat(heard.text()).isEqualTo("{\"error\": \"quoted\"} finish_reason");
        }
    }

    @Test
    void anAnswerWithoutABodyIsNone() throws Exception {
        try (var up = new Upstreams(line -> line.answer(204, "text/plain", ""))) {
            assertThat(fails(up).code()).isEqualTo("model-garbled");
        }
    }

    @Test
    void stopsAtNonsenseAndHangsUp() throws Exception {
        var closed = new CompletableFuture<Long>();
        try (var up =
                new Upstreams(line -> {
                    line.head()
                            .text("one ")
                            .event("{\"choices\":[{\"delta\":{\"content\":\"\u0001 broken")
                            .text("never");
                    closed.complete(line.awaitClosed());
                })) {
            assertThat(fails(up).code()).isEqualTo("model-garbled");
            assertThat(heard.text()).isEqualTo("one ");
            assertThat(closed.get(5, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void boundsALine() throws Exception {
        var closed = new CompletableFuture<Long>();
        try (var up =
                new Upstreams(line -> {
                    line.head().text("one ").chunk("data: ");
                    try {
                        for (var i = 0; i < 100; i++) {
                            line.chunk("x".repeat(100_000));
                        }
                    } finally {
                        closed.complete(line.awaitClosed());
                    }
                })) {
            assertThat(fails(up).code()).isEqualTo("model-garbled");
            assertThat(closed.get(5, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void noticesSilenceInTheMidstOfAnAnswer() throws Exception {
        var closed = new CompletableFuture<Long>();
        try (var up =
                new Upstreams(line -> {
                    line.head().text("one ");
                    closed.complete(line.awaitClosed());
                })) {
            var problem = fails(up);
            assertThat(problem.code()).isEqualTo("model-stalled");
            assertThat(heard.text()).isEqualTo("one ");
            assertThat(closed.get(5, TimeUnit.SECONDS)).isPositive();
            assertThat(up.upstream.requests()).hasSize(1);
        }
    }

    @Test
    void commentsWithoutEndAreSilence() throws Exception {
        try (var up =
                new Upstreams(line -> {
                    line.head().text("one ");
                    while (true) {
                        line.chunk(": still there\n\n").pause(50);
                    }
                })) {
            assertThat(fails(up).code()).isEqualTo("model-stalled");
            assertThat(heard.text()).isEqualTo("one ");
        }
    }

    @Test
    void anEventThatComesInSmallPiecesIsNoSilence() throws Exception {
        try (var up =
                new Upstreams(line -> {
                    line.head().chunk(": hello\n\n");
                    for (var piece : ("data: " + Chunks.delta("content", "slowly")).split("")) {
                        line.chunk(piece).pause(20);
                    }
                    line.chunk("\n\n").finish("stop");
                })) {
            up.model.stream(Upstreams.HELLO, heard);
            assertThat(heard.text()).isEqualTo("slowly");
        }
    }

    @Test
    void givesTheFirstPieceMoreTime() throws Exception {
        try (var up =
                new Upstreams(
                        line ->
                                line.head()
                                        .event(Chunks.delta("content", ""))
                                        .pause(1_200)
                                        .text("ok")
                                        .finish("stop"),
                        line -> line.awaitClosed())) {
            up.model.stream(Upstreams.HELLO, heard);
            assertThat(heard.text()).isEqualTo("ok");
            assertThat(fails(up).code()).isEqualTo("model-stalled");
        }
    }

    @Test
    void aSlowReaderIsNoStall() throws Exception {
        try (var up = new Upstreams(line -> line.head().text("one ", "two ").finish("stop"))) {
            var slow =
                    new Heard() {
                        @Override
                        public void text(String piece) {
                            super.text(piece);
                            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000L);
                        }
                    };
            assertThat(up.model.stream(Upstreams.HELLO, slow).finish()).isEqualTo(Finish.STOP);
            assertThat(slow.text()).isEqualTo("one two ");
        }
    }

    @Test
    void aSinkThatFailsEndsTheAnswer() throws Exception {
        var closed = new CompletableFuture<Long>();
        try (var up =
                new Upstreams(line -> {
                    line.head().text("one ");
                    closed.complete(line.awaitClosed());
                })) {
            var failing =
                    new Heard() {
                        @Override
                        public void text(String piece) {
                            throw new IllegalStateException("log is full");
                        }
                    };
            var thrown =
                    catchThrowableOfType(
                            IllegalStateException.class,
                            () -> up.model.stream(Upstreams.HELLO, failing));
            assertThat(thrown).hasMessage("log is full");
            assertThat(closed.get(5, TimeUnit.SECONDS)).isPositive();
        }
    }

    private Problem fails(Upstreams up) {
        return up.fails(heard);
    }
}
