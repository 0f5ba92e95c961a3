package runnel.tool.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.testkit.FakeUpstream;
import runnel.tool.Permission;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.Toolbox;
import runnel.tool.web.Web;

/** Tools out of OpenAPI files, against a real server. */
@Timeout(60)
class OpenApiToolsTest {
    private static final Tool.Caller ANN = new Tool.Caller("ann", "c", "call");
    private static final String TICKETS =
            """
            openapi: 3.0.3
            info: {title: Tickets}
            servers: [{url: "SERVER/api"}]
            x-runnel:
              headers: {X-User: "${user}", X-Site: "${env:SITE}"}
            components:
              securitySchemes:
                key: {type: apiKey, in: header, name: X-Key}
              parameters:
                id: {name: id, in: path, required: true, schema: {type: string}}
              schemas:
                Ticket:
                  type: object
                  required: [title]
                  properties:
                    title: {type: string}
                    parent: {$ref: '#/components/schemas/Ticket'}
            paths:
              /tickets:
                get:
                  operationId: list
                  summary: Lists tickets
                  parameters:
                    - {name: state, in: query, schema: {type: array, items: {type: string}}, description: which ones}
                    - {name: Authorization, in: header, schema: {type: string}}
                post:
                  operationId: create
                  requestBody:
                    required: true
                    content: {application/json: {schema: {$ref: '#/components/schemas/Ticket'}}}
              /tickets/{id}:
                parameters: [{$ref: '#/components/parameters/id'}]
                get: {}
                delete: {operationId: remove}
            """;

    @TempDir Path directory;

    private final Web web = Web.trusted();
    private final AtomicLong seconds = new AtomicLong();

    @AfterEach
    void close() throws Exception {
        web.close();
    }

    @Test
    void eachOperationIsAToolWithItsParametersAndChangesAsk() throws Exception {
        try (var server = new FakeUpstream(line -> line.answer(200, "application/json", "[]"))) {
            var tools = tools(server);
            assertThat(tools)
                    .extracting(tool -> tool.spec().name())
                    .containsExactly(
                            "tickets_list",
                            "tickets_create",
                            "tickets_get_tickets_id",
                            "tickets_remove");
            var list = Json.parse(tools.get(0).spec().parameters());
            assertThat(list.at("/properties/state").toString())
                    .isEqualTo(
                            "{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"description\":\"which ones\"}");
            assertThat(list.at("/properties/Authorization").isMissingNode()).isTrue();
            assertThat(tools.get(0).spec().description()).isEqualTo("Tickets: Lists tickets");
            var create = Json.parse(tools.get(1).spec().parameters());
            assertThat(
                            create.at("/properties/body/properties/parent/properties/title/type")
                                    .asText())
                    .isEqualTo("string");
            assertThat(create.path("required").toString()).isEqualTo("[\"body\"]");
            var toolbox = new Toolbox(tools, Map.of());
            assertThat(tools.stream().map(toolbox::permission))
                    .containsExactly(
                            Permission.ALLOW, Permission.ASK, Permission.ALLOW, Permission.ASK);
        }
    }

    @Test
    void aCallBecomesARequestWithTheOperatorsKey() throws Exception {
        try (var server =
                new FakeUpstream(line -> line.answer(200, "application/json", "[{\"id\":1}]"))) {
            var tools = tools(server);
            var answer = call(tools, 0, "{\"state\":[\"open\",\"a&b\"]}");
            assertThat(answer).isEqualTo("[{\"id\":1}]");
            call(tools, 1, "{\"body\":{\"title\":\"Rain\"}}");
            call(tools, 2, "{\"id\":\"a/b?c\"}");
            var requests = server.requests();
            assertThat(requests)
                    .extracting(request -> request.method() + " " + request.path())
                    .containsExactly(
                            "GET /api/tickets?state=open&state=a%26b",
                            "POST /api/tickets", "GET /api/tickets/a%2Fb%3Fc");
            assertThat(requests.get(1).body()).isEqualTo("{\"title\":\"Rain\"}");
            assertThat(requests.get(0).headers())
                    .containsEntry("x-key", "secret")
                    .containsEntry("x-user", "ann")
                    .containsEntry("x-site", "north");
        }
    }

    @Test
    void noArgumentLeadsOutOfTheService() throws Exception {
        try (var server =
                new FakeUpstream(line ->
                        line.answer(302, "text/plain", "", "Location: http://127.0.0.1:1/admin"))) {
            var tools = tools(server);
            for (var id : List.of("..", ".", "")) {
                assertThatThrownBy(() -> call(tools, 2, "{\"id\":\"" + id + "\"}"))
                        .isInstanceOf(ToolFailure.class);
            }
            assertThatThrownBy(() -> call(tools, 2, "{}"))
                    .hasMessage("The argument \"id\" is missing.");
            assertThat(server.requests()).isEmpty();
            assertThatThrownBy(() -> call(tools, 2, "{\"id\":\"1\"}"))
                    .hasMessageContaining("status 302")
                    .hasMessageContaining("not followed");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void whatTheServiceRefusesIsToldToTheModel() throws Exception {
        try (var server =
                new FakeUpstream(line ->
                        line.answer(404, "application/json", "{\"error\":\"no ticket\"}"))) {
            assertThatThrownBy(() -> call(tools(server), 2, "{\"id\":\"1\"}"))
                    .isInstanceOf(ToolFailure.class)
                    .hasMessage("The service answered with status 404: {\"error\":\"no ticket\"}");
        }
    }

    @Test
    void filesAreReadAnewAndABrokenOneLeavesTheOthers() throws Exception {
        try (var server = new FakeUpstream(line -> line.answer(200, "text/plain", "ok"))) {
            write("tickets.yaml", server);
            Files.writeString(directory.resolve("broken.yaml"), "openapi: [");
            Files.writeString(directory.resolve("old.json"), "{\"swagger\":\"2.0\"}");
            var source = source();
            assertThat(source.tools()).hasSize(4);
            Files.writeString(
                    directory.resolve("old.json"),
                    "{\"openapi\":\"3.1.0\",\"servers\":[{\"url\":\"%s\"}],\"paths\":{\"/x\":{\"get\":{}}}}"
                            .formatted(base(server)));
            assertThat(source.tools()).extracting(tool -> tool.spec().name()).contains("old_get_x");
            Files.delete(directory.resolve("tickets.yaml"));
            assertThat(source.tools()).hasSize(1);
        }
    }

    private List<Tool> tools(FakeUpstream server) throws Exception {
        write("tickets.yaml", server);
        return source().tools();
    }

    private OpenApiTools source() {
        return new OpenApiTools(
                directory,
                Map.of("TICKETS_TOKEN", "secret", "SITE", "north"),
                web,
                () -> Instant.ofEpochSecond(seconds.addAndGet(5)));
    }

    private void write(String name, FakeUpstream server) throws Exception {
        Files.writeString(directory.resolve(name), TICKETS.replace("SERVER", base(server)));
    }

    private static String base(FakeUpstream server) {
        return "http://127.0.0.1:" + server.port();
    }

    private static String call(List<Tool> tools, int index, String arguments) throws Exception {
        return tools.get(index).call(Json.parse(arguments), ANN).text();
    }
}
