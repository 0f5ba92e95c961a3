package runnel.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import runnel.base.Messages;
import runnel.cli.terminal.PlainView;
import runnel.event.Outcome;

/** What is told of a run when it does not go straight on. */
class NarrationTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Narration narration =
            new Narration(
                    new PlainView(stream(out), stream(err), Messages.of("en")),
                    Messages.of("en"),
                    "http://server",
                    false);

    @Test
    void afterAResetOnlyTheRestIsTold() {
        begin();
        text("a1", 0, "one two");
        take("reset", state("writing", "one two three"));
        assertThat(written(out)).isEqualTo("one two three");
        text("a1", 0, " four");
        take("run-end", "{'run':'r1','outcome':'done','usage':{}}");
        assertThat(written(out)).isEqualTo("one two three four\n");
        assertThat(narration.outcome()).contains(Outcome.DONE);
        assertThat(written(err)).isEmpty();
    }

    @Test
    void aResetAfterTheEndTellsTheEnd() {
        begin();
        text("a1", 0, "one");
        take("reset", state("done", "one two"));
        assertThat(written(out)).isEqualTo("one two\n");
        assertThat(narration.outcome()).contains(Outcome.DONE);
    }

    @Test
    void aResetBeforeAnythingWasToldTellsThisRunAndNoOther() {
        take("open", "{'conversation':'c','run':'r1','message':'q1'}");
        take("reset", state("writing", "one"));
        text("a1", 0, " two");
        assertThat(written(out)).isEqualTo("one two");
    }

    @Test
    void aReplyThatBeginsAnewIsAnotherVersionAndTheReaderIsTold() {
        begin();
        text("a1", 0, "half of");
        take("run-start", "{'run':'r1','message':'q1','reply':'a2'}");
        text("a2", 0, "the whole");
        assertThat(written(out)).isEqualTo("half of\nthe whole");
        assertThat(written(err)).isEqualTo("runnel: The answer begins anew.\n");
        assertThat(narration.outcome()).isEmpty();
    }

    @Test
    void aReplyThatIsTakenUpInPlaceGoesOn() {
        begin();
        text("a1", 0, "half of ");
        take("run-start", "{'run':'r1','message':'q1','reply':'a1'}");
        text("a1", 0, "the whole");
        assertThat(written(out)).isEqualTo("half of the whole");
        assertThat(written(err)).isEmpty();
    }

    @Test
    void aProviderThatLetsTheReplyWaitIsToldBesideTheAnswer() {
        begin();
        take("model-wait", "{'message':'a1','code':'x','text':'Too busy.','millis':11500}");
        take("model-wait", "{'message':'a1','code':'x','text':'Too busy.','millis':0}");
        text("a1", 0, "here");
        assertThat(written(out)).isEqualTo("here");
        assertThat(written(err)).isEqualTo("runnel: Waiting 12 s before the next try. Too busy.\n");
    }

    @Test
    void whoComesWhileAReplyWaitsIsToldToo() {
        take("open", "{'conversation':'c','run':'r1','message':'q1'}");
        var wait = "'state':'writing','wait':{'code':'x','text':'Too busy.','millis':3000}";
        take("reset", state("writing", "").replace("'state':'writing'", wait));
        assertThat(written(err)).contains("Waiting 3 s before the next try. Too busy.");
    }

    @Test
    void partsAreKeptApartAndUnknownEventsAreNothing() {
        begin();
        text("a1", 0, "before");
        take("reasoning-delta", "{'message':'a1','part':1,'text':'hmm'}");
        take("tool-delta", "{'message':'a1','part':2,'text':'{}'}");
        take("something-new", "{'message':'a1'}");
        text("a1", 3, "after");
        assertThat(written(out)).isEqualTo("before\n\nafter");
    }

    @Test
    void sourcesStandBelowTheAnswerThatCitesThem() {
        begin();
        for (var n = 1; n <= 3; n++) {
            take(
                    "source-add",
                    "{'message':'a1','number':%1$d,'title':'T%1$d','url':'/documents/t%1$d'}"
                            .formatted(n));
        }
        text("a1", 0, "It is so [1], and so [3].");
        assertThat(written(err)).isEmpty();
        take("run-end", "{'run':'r1','outcome':'done','usage':{}}");
        assertThat(written(err))
                .isEqualTo(
                        """
                        runnel: [1] T1
                            http://server/documents/t1
                        [3] T3
                            http://server/documents/t3
                        """);
    }

    @Test
    void anAnswerOfNoWordsIsSaidToBeEmpty() {
        begin();
        take("run-end", "{'run':'r1','outcome':'done','usage':{}}");
        assertThat(written(err)).isEqualTo("runnel: The answer is empty.\n");
        assertThat(written(out)).isEmpty();
    }

    @Test
    void callsAreToldInWords() {
        begin();
        take("tool-request", "{'message':'a1','part':1,'tool':'web_search'}");
        take(
                "tool-delta",
                "{'message':'a1','part':1,'text':'{\\u0022query\\u0022:\\u0022rivers\\u0022}'}");
        take("tool-end", "{'message':'a1','part':1,'failed':false,'text':'two'}");
        assertThat(written(err)).isEqualTo("runnel: ⚙ Web search · rivers\n  → two\n");
    }

    @Test
    void aCallThatWasNotAllowedIsSaidToBeSo() {
        begin();
        take("tool-request", "{'message':'a1','part':1,'tool':'crm_send'}");
        take("approval-request", "{'message':'a1','part':1,'approval':'p1','reason':'rule'}");
        assertThat(narration.asked()).contains("p1");
        take("approval-answer", "{'message':'a1','part':1,'approval':'p1','verdict':'DENIED'}");
        take("tool-end", "{'message':'a1','part':1,'failed':true,'text':'Do not try it again.'}");
        assertThat(narration.asked()).isEmpty();
        assertThat(written(err)).endsWith("runnel: ⚙ Crm send\n  ✗ not allowed\n");
    }

    private void begin() {
        take("open", "{'conversation':'c','run':'r1','message':'q1'}");
        take("run-start", "{'run':'r1','message':'q1','reply':'a1'}");
    }

    private void text(String message, int part, String text) {
        take("text-delta", "{'message':'%s','part':%d,'text':'%s'}".formatted(message, part, text));
    }

    /** A conversation with an older answer, and the one of this run. */
    private static String state(String state, String text) {
        return """
        {'conversation':'c','seq':9,'messages':[
          {'id':'a0','author':'agent','run':'r0','state':'done','parts':[{'type':'text','text':'older'}]},
          {'id':'q1','author':'person','run':'r1','state':'sent','parts':[{'type':'text','text':'why'}]},
          {'id':'a1','author':'agent','run':'r1','state':'%s','parts':[
            {'type':'reasoning','text':'hmm'},{'type':'text','text':'%s'}]}]}
        """
                .formatted(state, text);
    }

    private void take(String event, String data) {
        narration.take(new Frame(event, data.replace('\'', '"'), ""));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }

    private static String written(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theAnswerBeginsWithItsFirstWordWhateverIsDoneBefore() {
        begin();
        for (var part = 0; part < 2; part++) {
            take("tool-request", "{'message':'a1','part':%d,'tool':'time'}".formatted(part));
            take("tool-end", "{'message':'a1','part':%d,'text':'noon'}".formatted(part));
        }
        text("a1", 2, "It is noon");
        take("tool-end", "{'message':'a1','part':3,'text':'one'}");
        text("a1", 4, "and one");
        assertThat(written(out)).isEqualTo("It is noon\n\nand one");
    }
}
