package runnel.llm;

/**
 * Tokens of one or several model calls, as the provider counted them; zero where it said nothing.
 *
 * @param input tokens read, cached ones included
 * @param cached of the input, those the provider had in its cache
 * @param output tokens written, reasoning included
 * @param reasoning of the output, those spent on thinking
 */
public record Usage(long input, long cached, long output, long reasoning) {
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    public Usage plus(Usage other) {
        return new Usage(
                input + other.input,
                cached + other.cached,
                output + other.output,
                reasoning + other.reasoning);
    }
}
