package runnel.tool.web.openapi;

import java.util.List;
import runnel.tool.ToolSpec;

/**
 * One thing that a service can be asked to do.
 *
 * @param method in capitals
 * @param path below the service's address, with {@code {name}} for parameters
 * @param hasBody whether it takes JSON, as the argument {@value #BODY}
 * @param sideEffects whether it changes something
 */
record Operation(
        ToolSpec spec,
        String method,
        String path,
        List<Parameter> parameters,
        boolean hasBody,
        boolean sideEffects) {
    /** The argument that holds the body. */
    static final String BODY = "body";

    Operation {
        parameters = List.copyOf(parameters);
    }

    /** Where a parameter goes. */
    enum Place {
        PATH,
        QUERY,
        HEADER
    }

    record Parameter(String name, Place place, boolean required) {}
}
