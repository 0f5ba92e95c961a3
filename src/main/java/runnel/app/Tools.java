package runnel.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import runnel.agent.Agent;
import runnel.base.Clock;
import runnel.tool.Permission;
import runnel.tool.Tool;
import runnel.tool.Toolbox;
import runnel.tool.basic.CalculatorTool;
import runnel.tool.basic.TimeTool;

/** Which tools there are, by the configuration, and what may be done with them. */
final class Tools {
    private Tools() {}

    /** The agent that answers where no other is asked for. */
    static Agent assistant(Config config, Clock clock) {
        List<Tool> tools = List.of(new CalculatorTool(), new TimeTool(clock));
        return new Agent("assistant", "", new Toolbox(tools, permissions(config)), Agent.ROUNDS);
    }

    private static Map<String, Permission> permissions(Config config) {
        var permissions = new HashMap<String, Permission>();
        // What is forbidden stays so, whatever else is said.
        config.list(Setting.TOOLS_ALLOW).forEach(name -> permissions.put(name, Permission.ALLOW));
        config.list(Setting.TOOLS_ASK).forEach(name -> permissions.put(name, Permission.ASK));
        config.list(Setting.TOOLS_DENY).forEach(name -> permissions.put(name, Permission.DENY));
        return permissions;
    }
}
