package runnel.web;

import java.util.List;

/**
 * The HTTP interface as the documentation shows it. What is called HTML is safe to be shown as
 * such.
 *
 * @param intro HTML
 */
public record ApiView(String summary, String intro, List<Section> sections) {
    public ApiView {
        sections = List.copyOf(sections);
    }

    /** Calls that belong together. */
    public record Section(String name, String description, List<Call> calls) {
        public Section {
            calls = List.copyOf(calls);
        }
    }

    /**
     * One call.
     *
     * @param description HTML; empty for none
     * @param body fields of the request's body; empty where it has none
     * @param command how to make the call with curl
     */
    public record Call(
            String id,
            String method,
            String path,
            String summary,
            String description,
            List<Field> parameters,
            List<Field> body,
            String command,
            List<Answer> answers) {
        public Call {
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
            answers = List.copyOf(answers);
        }
    }

    /**
     * A named value that goes in or comes out.
     *
     * @param place where a parameter stands: path, query or header; empty for fields of JSON
     * @param type in the words of JSON, such as {@code array of string}
     * @param description HTML; empty for none
     */
    public record Field(
            String name, String place, String type, boolean required, String description) {}

    /**
     * What may come back.
     *
     * @param example empty for none
     * @param events of a stream, each with the fields of its data
     */
    public record Answer(
            String status,
            String type,
            String description,
            List<Field> fields,
            String example,
            List<StreamEvent> events) {
        public Answer {
            fields = List.copyOf(fields);
            events = List.copyOf(events);
        }

        public boolean isPlain() {
            return fields.isEmpty() && example.isEmpty() && events.isEmpty();
        }
    }

    /** One kind of event on a stream. */
    public record StreamEvent(String name, String description, List<Field> fields) {
        public StreamEvent {
            fields = List.copyOf(fields);
        }
    }
}
