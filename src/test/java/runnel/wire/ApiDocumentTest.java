package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import runnel.event.Event;
import runnel.testkit.Served;

/** The description of the interface beside the interface: neither has what the other lacks. */
class ApiDocumentTest extends Served {
    /** What every route answers by itself. */
    private static final Set<String> GIVEN = Set.of("HEAD", "OPTIONS");

    /** What stands in a path beside its methods. */
    private static final Set<String> COMMON = Set.of("PARAMETERS", "SUMMARY", "DESCRIPTION");

    /** What streams tell that is not in a log. */
    private static final Set<String> CONTROL = Set.of("open", "reset", "problem");

    @Test
    void eachPathTakesTheMethodsThatAreDescribed() throws Exception {
        var paths = document().path("paths");
        assertThat(paths.size()).isGreaterThan(30);
        for (var path : paths.properties()) {
            var described =
                    names(path.getValue()).stream()
                            .map(name -> name.toUpperCase(Locale.ROOT))
                            .filter(name -> !COMMON.contains(name))
                            .toList();
            var address = path.getKey().replaceAll("\\{\\w+}", "x");
            var allowed =
                    Arrays.stream(http.method("OPTIONS", address, "").header("Allow").split(", "))
                            .filter(name -> !GIVEN.contains(name))
                            .toList();
            assertThat(allowed).as(path.getKey()).hasSameElementsAs(described);
        }
    }

    @Test
    void theStreamOfAConversationTellsAllEventsAndThatOfARunThoseOfRuns() throws Exception {
        var all = new TreeSet<String>(CONTROL);
        events(Event.class).map(ApiDocumentTest::name).forEach(all::add);
        assertThat(events("ConversationStream")).isEqualTo(all);
        var ofReply = new TreeSet<String>(CONTROL);
        events(Event.OfReply.class).map(ApiDocumentTest::name).forEach(ofReply::add);
        all.stream().filter(name -> name.startsWith("run-")).forEach(ofReply::add);
        assertThat(events("RunStream")).isEqualTo(ofReply);
    }

    @Test
    void aFactThatSaysNothingIsRefusedAsDescribed() throws Exception {
        var path = "/paths/~1api~1v1~1memory~1{fact}/patch/responses/";
        var status = http.method("PATCH", "/api/v1/memory/x", "{\"text\":\"\"}").status();
        assertThat(status).isEqualTo(400);
        assertThat(document().at(path + status).isMissingNode()).isFalse();
    }

    @Test
    void everythingThatIsReferredToIsThereAndUsed() throws Exception {
        var document = document();
        var used = document.findValuesAsText("$ref").stream().collect(Collectors.toSet());
        var there = new TreeSet<String>();
        for (var kind : document.path("components").properties()) {
            names(kind.getValue())
                    .forEach(name -> there.add("#/components/" + kind.getKey() + "/" + name));
        }
        assertThat(there).containsAll(used);
        assertThat(there)
                .filteredOn(name -> !name.contains("/securitySchemes/"))
                .allMatch(used::contains);
    }

    private JsonNode document() throws Exception {
        return http.get("/openapi.json").json();
    }

    private Set<String> events(String stream) throws Exception {
        var told = document().path("components").path("responses").path(stream).path("x-events");
        return new TreeSet<>(names(told));
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Stream<Class<?>> events(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ApiDocumentTest::events)
                : Stream.of(type);
    }

    private static String name(Class<?> event) {
        return event.getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
