package runnel.tool.basic;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import runnel.base.Clock;
import runnel.tool.Arguments;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;
import runnel.tool.ToolSpec;

/** Tells what time it is, here or in a time zone. */
public final class TimeTool implements Tool {
    private static final ToolSpec SPEC =
            new ToolSpec(
                    "time",
                    "The current date, weekday and time. Use it whenever an answer depends on"
                            + " today's date or the time of day.",
                    """
                    {"type":"object","properties":{"zone":{"type":"string",\
                    "description":"IANA time zone, such as Asia/Shanghai; left out for the server's own"}}}\
                    """);

    private final Clock clock;

    public TimeTool(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolOutput call(JsonNode arguments, Caller caller) {
        var zone = zone(new Arguments(arguments).textOr("zone", ""));
        var now = clock.now().atZone(zone);
        var weekday = now.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        var time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT).format(now);
        return ToolOutput.of(weekday + ", " + time + " (" + zone + ")");
    }

    private static ZoneId zone(String name) {
        try {
            return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new ToolFailure(
                    "\"" + name + "\" is no time zone; use an IANA name such as Europe/Berlin.");
        }
    }
}
