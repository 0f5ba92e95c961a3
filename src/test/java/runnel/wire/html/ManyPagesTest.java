package runnel.wire.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Problem;
import runnel.http.Routes;
import runnel.http.Server;
import runnel.http.Settings;
import runnel.llm.Prices;
import runnel.log.Pulse;
import runnel.testkit.Core;
import runnel.testkit.Http;
import runnel.testkit.ScriptedModel;
import runnel.wire.LiveStream;

class ManyPagesTest {
    @TempDir Path directory;

    @Test
    void a_page_that_cannot_be_told_of_leaves_no_reader_of_the_others_behind() throws Exception {
        var model = ScriptedModel.of(ScriptedModel.says(asked -> List.of("yes"), 0));
        try (var core = new Core(directory, model);
                var pulse = new Pulse(15)) {
            core.untilEnd(core.send("well", "hello"));
            core.untilEnd(core.send("broken", "hello"));
            var routes = new Routes();
            var wire =
                    new runnel.wire.Core(
                            core.conversations,
                            core.runs,
                            new LiveStream(pulse),
                            request -> Core.OWNER,
                            Prices.NONE);
            new HtmlWire(
                            wire,
                            (request, conversation) -> fragments(conversation),
                            request -> new PlainFragments())
                    .routes(routes);
            try (var server = Server.start(Settings.at("127.0.0.1", 0), routes);
                    var conversation = core.conversations.open("well")) {
                var answer = new Http(server.url()).get("/live?follow=well@1,broken@1");
                assertThat(answer.status()).isGreaterThanOrEqualTo(500);
                assertThat(conversation.log().followers()).isZero();
            }
        }
    }

    private static Fragments fragments(String conversation) {
        if (conversation.equals("broken")) {
            throw new Problem(Problem.Kind.STORAGE, "storage-failed", "a page cannot be read");
        }
        return new PlainFragments();
    }
}
