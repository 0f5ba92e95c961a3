package runnel.tool.mcp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where an MCP server is, and how it is reached. */
public sealed interface Place {
    /** Begins the names of its tools. */
    String name();

    /** A program on this machine, which is started and spoken to over its standard streams. */
    record Program(String name, List<String> command, Map<String, String> environment)
            implements Place {
        public Program {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * A server on the web.
     *
     * @param headers sent with every request; {@code ${user}} in a value stands for who is served
     */
    record Address(String name, String url, Map<String, String> headers) implements Place {
        private static final String USER = "${user}";

        public Address {
            headers = Map.copyOf(headers);
        }

        /** Whether the headers name who is served. */
        boolean isPersonal() {
            return headers.values().stream().anyMatch(value -> value.contains(USER));
        }

        /** The same for one person alone. */
        Address of(String owner) {
            var own = new HashMap<String, String>();
            headers.forEach((header, value) -> own.put(header, value.replace(USER, owner)));
            return new Address(name, url, own);
        }
    }
}
