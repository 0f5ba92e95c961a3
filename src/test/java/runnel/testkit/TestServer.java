package runnel.testkit;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import runnel.app.App;
import runnel.app.Config;
import runnel.app.Setting;

/** A whole server on a free port of this machine, over a data directory that outlives it. */
public final class TestServer implements AutoCloseable {
    /** Rest between two words of the echo model: short, but long enough that a stream is one. */
    public static final int PACE_MILLIS = 3;

    private final Map<Setting, String> settings = new EnumMap<>(Setting.class);
    private @Nullable App app;

    private TestServer(Path data) {
        settings.put(Setting.DATA, data.toString());
        settings.put(Setting.PORT, "0");
        settings.put(Setting.DISCOVER, "false");
        settings.put(Setting.TITLES, "false");
        settings.put(Setting.ECHO_PACE_MILLIS, String.valueOf(PACE_MILLIS));
    }

    /** A server with the echo model only. */
    public static TestServer start(Path data) {
        return start(data, Map.of());
    }

    public static TestServer start(Path data, Map<Setting, String> settings) {
        var server = new TestServer(data);
        server.settings.putAll(settings);
        server.open();
        return server;
    }

    /** A server whose default model is what the upstream plays, beside the echo model. */
    public static TestServer start(Path data, FakeUpstream upstream) {
        return start(
                data,
                Map.of(Setting.OPENAI_BASE_URL, upstream.url(), Setting.MODEL, "openai/scripted"));
    }

    public App app() {
        if (app == null) {
            throw new IllegalStateException("the server is closed");
        }
        return app;
    }

    public Http http() {
        return new Http(app().url());
    }

    /** Stops it cleanly and starts it anew over the same data, on another port. */
    public void restart() throws InterruptedException {
        close();
        open();
    }

    @Override
    public void close() throws InterruptedException {
        if (app != null) {
            app.close();
            app = null;
        }
    }

    private void open() {
        app = App.start(Config.load(settings, Map.of()));
    }
}
