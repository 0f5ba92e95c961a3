package runnel.app;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Everything that can be configured. Flags win over the environment, that over {@code runnel.toml},
 * that over defaults.
 */
public enum Setting {
    HOST("127.0.0.1", "address to listen on; any other than loopback needs an access token"),
    PORT("8321", "port to listen on; 0 picks a free one"),
    DATA("~/.runnel", "directory of the database and of runnel.toml"),
    QUIET("false", "say nothing but errors"),
    DEV("false", "read templates and assets from the source tree at every request"),
    FSYNC("false", "survive the loss of power too, not just the death of the process: slower"),
    MODEL(
            "",
            "model that answers by default: provider/model, or the model's own name where there is one provider"),
    OPENAI_BASE_URL("", "base URL of an OpenAI-compatible endpoint, with or without /v1"),
    OPENAI_API_KEY("", "key for it, where it wants one"),
    GEMINI_API_KEY("", "key for Google's Gemini"),
    GEMINI_BASE_URL("https://generativelanguage.googleapis.com/v1beta", "where Gemini is"),
    ANTHROPIC_API_KEY("", "key for Anthropic's Claude"),
    ANTHROPIC_BASE_URL("https://api.anthropic.com/v1", "where Claude is"),
    DASHSCOPE_API_KEY("", "key for DashScope, which offers Qwen"),
    DASHSCOPE_BASE_URL("https://dashscope.aliyuncs.com/compatible-mode/v1", "where DashScope is"),
    DEEPSEEK_API_KEY("", "key for DeepSeek"),
    DEEPSEEK_BASE_URL("https://api.deepseek.com/v1", "where DeepSeek is"),
    OLLAMA_BASE_URL("", "where an Ollama server is that is not on this machine's usual port"),
    API_KEY(
            "",
            "key for Gemini, or else for the OpenAI-compatible endpoint, where those have none of"
                    + " their own"),
    TITLES(
            "true",
            "whether a model names a conversation after the first answer: true, false, or the model that does it"),
    SUMMARIES(
            "true",
            "whether a model sums up what is older than its history: true, false, or the model that does it"),
    HISTORY_TOKENS(
            "48000",
            "tokens of a conversation that models are given: a number, and after commas others for single models, as in openai/gpt-5-mini 200000"),
    PRICES(
            "",
            "prices per million tokens, separated by commas: model, read, read from cache, written, as in openai/gpt-5-mini 0.25 0.025 2"),
    CURRENCY("$", "what the prices are in"),
    FALLBACK_MODELS(
            "", "models that answer, in this order, where another fails before its first word"),
    MODEL_SILENCE_MILLIS(
            "60000",
            "how long a model may be silent in the midst of a reply before it is given up"),
    DISCOVER(
            "true",
            "look for local model servers at the start: Ollama, llama.cpp, LM Studio, vLLM"),
    TAVILY_API_KEY("", "key for web search by Tavily"),
    BRAVE_API_KEY("", "key for web search by Brave"),
    SERPER_API_KEY("", "key for web search by Serper"),
    SEARXNG_BASE_URL("", "where a SearXNG server is, for web search without a key"),
    GEMINI_SEARCH_MODEL(
            "gemini-2.5-flash", "Gemini model that searches for the others, where it has a key"),
    AGENTS("", "directory of agent definitions; default: agents in the data directory"),
    WORKFLOWS("", "directory of workflow definitions; default: workflows in the data directory"),
    TOOL_FILES(
            "",
            "directory of OpenAPI files and jars that bring tools; default: tools in the data directory"),
    DOCUMENTS("", "folder of documents that the assistant can search"),
    TOOLS_ALLOW("", "tools that may be used without asking, separated by commas"),
    TOOLS_ASK("", "tools whose every call needs the owner's word"),
    TOOLS_DENY("", "tools that are not offered at all"),
    UNDO_SECONDS(
            "60", "how long a deleted conversation can be restored before it is erased for good"),
    ALLOWED_HOSTS(
            "", "further names under which browsers may reach the server, separated by commas"),
    TLS_CERT("", "PEM file of the certificate chain: serve HTTPS and HTTP/2"),
    TLS_KEY("", "PEM file of the certificate's private key"),
    STUCK_MILLIS(
            "30000",
            "how long a client may take nothing of what is sent to it, before it is cut; it can resume"),
    MODELS("", "directory of the data model, in Cube's YAML; default: the demo's"),
    ANALYTICS(
            "",
            "data to answer questions from: a DuckDB file, a JDBC URL of PostgreSQL, MySQL or SQLite; default: the demo's"),
    ANALYTICS_INIT("", "SQL file that fills that database while it is empty"),
    CUBE_URL("", "base URL of a Cube server that answers instead"),
    CUBE_URLS(
            "",
            "further Cube servers that a question may name in cubejs_url, separated by commas; default: none"),
    CUBE_TOKEN("", "token for that Cube server; without one a token is signed with cube_secret"),
    CUBE_SECRET(
            "",
            "secret that signs the tokens of the Cube API (HS256); without it nobody needs one"),
    CUBE_CLAIMS(
            "",
            "claims as JSON that the model's rules about rows are told of all who show no token, as {\"group\": \"sales\"}"),
    QUESTIONS(
            "auto",
            "who reads questions about data: model, parser, or auto, the model where a real one is"
                    + " configured"),
    NOW(
            "",
            "instant that relative dates of queries start from, as 2026-03-18T10:05:00Z; default: the clock's"),
    ECHO_PACE_MILLIS("30", "rest between two words of the echo model");

    /** Names that other programs know too. */
    private static final Pattern KNOWN_ELSEWHERE = Pattern.compile(".*API_KEY|[A-Z]+_BASE_URL");

    private final String fallback;
    private final String description;

    Setting(String fallback, String description) {
        this.fallback = fallback;
        this.description = description;
    }

    public String fallback() {
        return fallback;
    }

    public String description() {
        return description;
    }

    /** Its name in {@code runnel.toml}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its flag on the command line. */
    public String flag() {
        return "--" + key().replace('_', '-');
    }

    /** Its name in the environment. */
    public String variable() {
        return KNOWN_ELSEWHERE.matcher(name()).matches() ? name() : "RUNNEL_" + name();
    }
}
