package runnel.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import runnel.base.Messages;
import runnel.http.ClientGone;
import runnel.http.Cookie;
import runnel.http.Request;
import runnel.http.Response;

/**
 * Who looks at a page, and how they like it.
 *
 * @param theme one of {@link #THEMES}
 * @param link path of the link by which a guest reads; empty for the owner
 */
public record Viewer(Messages messages, ZoneId zone, String theme, String link) {
    public static final String SYSTEM_THEME = "system";
    public static final List<String> THEMES = List.of(SYSTEM_THEME, "light", "dark");
    private static final String THEME_COOKIE = "theme";
    private static final String ZONE_COOKIE = "zone";
    private static final Duration PREFERENCE_AGE = Duration.ofDays(400);

    static Viewer of(Request request) {
        return new Viewer(
                request.messages(),
                request.cookie(ZONE_COOKIE).map(Viewer::zone).orElseGet(ZoneId::systemDefault),
                request.cookie(THEME_COOKIE).filter(THEMES::contains).orElse(SYSTEM_THEME),
                "");
    }

    /** Keeps what the form of preferences says, in cookies. */
    static void keep(Request request, Response response) throws ClientGone {
        var form = request.form();
        form.first("theme")
                .filter(THEMES::contains)
                .ifPresent(
                        theme -> response.cookie(Cookie.lax(THEME_COOKIE, theme, PREFERENCE_AGE)));
        form.first("lang")
                .filter(Messages.LANGUAGES::contains)
                .ifPresent(
                        language -> response.cookie(Cookie.lax("lang", language, PREFERENCE_AGE)));
        response.redirect(Paths.back(form.first("back").orElse("")));
    }

    /** The same as one who may only read, by a link. */
    Viewer by(String link) {
        return new Viewer(messages, zone, theme, link);
    }

    public boolean guest() {
        return !link.isEmpty();
    }

    /** Where a file is for them, given where it is for the owner. */
    String file(String path) {
        var id = path.substring(path.lastIndexOf('/') + 1);
        return guest() ? link + "/files/" + id : path;
    }

    public String text(String key, Object... values) {
        return messages.text("web." + key, values);
    }

    public Locale locale() {
        return messages.language().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    /** The value of {@code <html lang>}. */
    public String languageTag() {
        return messages.language().equals("zh") ? "zh-CN" : messages.language();
    }

    /** The text of that key where there is one, else the other. */
    String textOr(String key, String other) {
        return messages.has("web." + key) ? text(key) : other;
    }

    /** Date and time in full. */
    public String moment(long millis) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale())
                .withZone(zone)
                .format(Instant.ofEpochMilli(millis));
    }

    /** The time of day. */
    public String clock(long millis) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM)
                .withLocale(locale())
                .withZone(zone)
                .format(Instant.ofEpochMilli(millis));
    }

    public String number(long number) {
        return String.format(locale(), "%,d", number);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneId.systemDefault();
        }
    }
}
