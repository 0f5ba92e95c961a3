package runnel.tool.methods;

/**
 * An object whose methods with {@link ToolMethod} are tools. It is found by {@link
 * java.util.ServiceLoader}, or given to the server in Java. Its methods may be called by several
 * threads at once, and an interrupt of the calling thread stops them.
 */
public interface Toolset {}
