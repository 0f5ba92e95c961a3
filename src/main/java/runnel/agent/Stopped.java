package runnel.agent;

/**
 * Carries an interruption through a model's code, which knows only unchecked exceptions in its
 * callbacks.
 */
final class Stopped extends RuntimeException {
    private final transient InterruptedException interruption;

    Stopped(InterruptedException interruption) {
        super(interruption);
        this.interruption = interruption;
    }

    InterruptedException interruption() {
        return interruption;
    }
}
