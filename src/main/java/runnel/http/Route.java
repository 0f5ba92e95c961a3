package runnel.http;

/**
 * One way into the server, as the API documentation lists it.
 *
 * @param method in capitals
 * @param pattern path with parameters in braces, {@code /api/v1/conversations/{id}}
 */
public record Route(String method, String pattern) {
    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
