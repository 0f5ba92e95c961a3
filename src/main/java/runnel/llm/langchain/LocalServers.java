package runnel.llm.langchain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import runnel.llm.Provider;

/** Finds servers of models on this machine at the ports that are usual for them. */
public final class LocalServers {
    /** For each, all at once; a tick of the watchdog comes on top. */
    static final int PROBE_MILLIS = 200;

    /** The usual places, in the order of preference. */
    public static final List<Place> USUAL =
            List.of(
                    new Place("ollama", 11434),
                    new Place("vllm", 8000),
                    new Place("lmstudio", 1234),
                    new Place("llamacpp", 8080));

    private LocalServers() {}

    /** Where a kind of server listens unless told otherwise. */
    public record Place(String name, int port) {}

    /**
     * Begins to look for those of the places where a server of models answers, and no other kind of
     * server. What is returned waits for them, about {@value #PROBE_MILLIS} ms at most, and never
     * fails.
     *
     * @param ownPort where this program itself listens, which is no place to look
     */
    public static Supplier<List<Provider>> look(
            List<Place> places, int ownPort, Transport transport) {
        var probes = new ArrayList<CompletableFuture<Boolean>>();
        var asked = places.stream().filter(place -> place.port() != ownPort).toList();
        for (var place : asked) {
            var probe = new CompletableFuture<Boolean>();
            Thread.ofVirtual()
                    .name("runnel-probe")
                    .start(() -> probe.complete(answers(place, transport)));
            probes.add(probe);
        }
        return () -> found(asked, probes, transport);
    }

    private static List<Provider> found(
            List<Place> asked, List<CompletableFuture<Boolean>> probes, Transport transport) {
        var found = new ArrayList<Provider>();
        for (var i = 0; i < asked.size(); i++) {
            if (probes.get(i).join()) {
                found.add(
                        new OpenAiProvider(asked.get(i).name(), url(asked.get(i)), "", transport));
            }
        }
        return List.copyOf(found);
    }

    private static boolean answers(Place place, Transport transport) {
        try {
            return ModelList.isList(transport.get(url(place) + "/models", "", PROBE_MILLIS));
        } catch (RuntimeException e) {
            // Whatever is there, it is no server of models.
            return false;
        }
    }

    private static String url(Place place) {
        return "http://127.0.0.1:" + place.port() + "/v1";
    }
}
