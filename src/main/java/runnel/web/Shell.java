package runnel.web;

import runnel.http.Assets;

/**
 * What every page has around its content.
 *
 * @param conversation the one that is open; empty for none
 * @param path of the page itself, to come back to
 * @param simulated whether no language model is connected, only the one that repeats what it hears
 * @param entered whether the reader has logged in, and so can log out
 * @param news number of the last news that it shows
 */
public record Shell(
        Viewer viewer,
        Sidebar sidebar,
        String conversation,
        String path,
        boolean simulated,
        boolean entered,
        long news,
        Assets assets) {
    public String asset(String name) {
        return assets.url(name);
    }

    public String text(String key, Object... values) {
        return viewer.text(key, values);
    }
}
