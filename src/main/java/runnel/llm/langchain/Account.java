package runnel.llm.langchain;

import java.util.Map;

/**
 * Where a provider is, and the key for it. Making one throws a problem {@code
 * model-address-invalid} where that is no address.
 */
record Account(String baseUrl, String key, Transport transport) {
    Account {
        baseUrl = BaseUrl.plain(baseUrl);
        key = key.strip();
    }

    /** What stands at a path below the base URL. */
    String get(String path, Map<String, String> headers) {
        return transport.get(baseUrl + path, headers, OpenAiProvider.LIST_MILLIS);
    }
}
