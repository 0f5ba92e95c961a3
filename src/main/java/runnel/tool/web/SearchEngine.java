package runnel.tool.web;

import runnel.tool.ToolOutput;

/** Who searches the web. Thread-safe. */
public interface SearchEngine {
    /**
     * @param count results that are wanted
     * @throws runnel.tool.ToolFailure where there is no answer
     */
    ToolOutput search(String query, int count) throws InterruptedException;
}
