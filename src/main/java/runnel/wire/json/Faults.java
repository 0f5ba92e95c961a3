package runnel.wire.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import runnel.base.Messages;
import runnel.base.Problem;

/** What is wrong with definitions in files, as JSON. */
final class Faults {
    private Faults() {}

    static void put(ObjectNode answer, List<Problem> faults, Messages messages) {
        var problems = answer.putArray("problems");
        for (var fault : faults) {
            problems.addObject()
                    .put("place", fault.values().getFirst())
                    .put("code", fault.code())
                    .put("message", fault.message(messages))
                    .put("hint", fault.hint(messages));
        }
    }
}
