package runnel.auth;

/** Who sends a request, once that is proven. */
public record Visitor(String owner) {}
