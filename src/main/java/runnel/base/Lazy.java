package runnel.base;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thing that is made when it is first needed, as to make it takes longer than a start may wait.
 * Thread-safe.
 */
public final class Lazy<T> {
    private final Supplier<T> making;
    private volatile @Nullable T made;

    public Lazy(Supplier<T> making) {
        this.making = making;
    }

    public T get() {
        var known = made;
        return known == null ? make() : known;
    }

    /** The thing, if anybody has needed it. */
    public synchronized Optional<T> made() {
        return Optional.ofNullable(made);
    }

    private synchronized T make() {
        var known = made;
        if (known == null) {
            known = making.get();
            made = known;
        }
        return known;
    }
}
