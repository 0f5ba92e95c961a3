package runnel.llm;

import java.util.List;

/** Who offers models. Thread-safe. */
public interface Provider {
    /** Short and stable: the first part of a model's full name, {@code provider/model}. */
    String name();

    /** The models on offer now; may ask the provider, so it can take as long as a network call. */
    List<String> models();

    /** The model of that name, whether or not it is listed. */
    Model model(String name);
}
