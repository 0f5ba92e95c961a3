package runnel.testkit;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person's browser: a fresh profile in a real Chromium, which all tests of the JVM share. For one
 * thread.
 *
 * <p>A test that needs it fails where there is none: it is not skipped.
 */
public final class Browser implements AutoCloseable {
    private static final double PATIENCE_MILLIS = 20_000;

    // The machine's own network is all that a test may touch, so Chromium's calls home are off.
    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private static final List<String> PLACES =
            List.of(
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/snap/bin/chromium",
                    "/usr/bin/google-chrome",
                    "/Applications/Chromium.app/Contents/MacOS/Chromium",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private static com.microsoft.playwright.@Nullable Browser chromium;

    private final BrowserContext profile;
    private final List<String> complaints = new ArrayList<>();

    private Browser(BrowserContext profile) {
        this.profile = profile;
        profile.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        profile.onConsoleMessage(this::heed);
        profile.onWebError(error -> complaints.add(error.error()));
    }

    /** A desktop browser of somebody who reads English. */
    public static Browser open() {
        return open(new NewContextOptions().setLocale("en-US").setViewportSize(1280, 800));
    }

    /** A browser with a language, a size, a colour scheme … of its own. */
    public static Browser open(NewContextOptions options) {
        return new Browser(chromium().newContext(options));
    }

    /** A new tab at the given address. */
    public Page visit(String url) {
        var page = profile.newPage();
        page.navigate(url);
        return page;
    }

    public BrowserContext profile() {
        return profile;
    }

    /**
     * What the pages' consoles complained of so far: errors, exceptions, what the content security
     * policy refused.
     */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        profile.close();
    }

    private void heed(ConsoleMessage message) {
        if (message.type().equals("error")) {
            complaints.add(message.text());
        }
    }

    // Never closed: it ends with the JVM, whose child it is.
    private static synchronized com.microsoft.playwright.Browser chromium() {
        if (chromium == null) {
            var program = program();
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            chromium =
                    playwright
                            .chromium()
                            .launch(
                                    new BrowserType.LaunchOptions()
                                            .setExecutablePath(program)
                                            .setArgs(FLAGS));
        }
        return chromium;
    }

    private static Path program() {
        var named = Stream.ofNullable(System.getenv("RUNNEL_CHROMIUM"));
        return Stream.concat(named, PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(
                                "This test drives a real Chromium, and there is none: run ./test, which installs it,"
                                        + " or say by RUNNEL_CHROMIUM where it is. Looked at "
                                        + PLACES));
    }
}
