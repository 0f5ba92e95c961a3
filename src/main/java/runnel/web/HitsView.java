package runnel.web;

import java.util.List;
import runnel.conversation.ConversationStore.Hit;
import runnel.conversation.Excerpt;
import runnel.conversation.Header;
import runnel.conversation.SearchQuery;

/**
 * What a search has found, as the templates show it.
 *
 * @param next address of the rest; empty for none
 */
public record HitsView(List<Found> hits, String next) {
    public HitsView {
        hits = List.copyOf(hits);
    }

    /**
     * One hit.
     *
     * @param path leads to the message, where it is marked
     * @param author who wrote it; empty where the title was found
     */
    public record Found(
            String path, String title, String author, String time, List<Excerpt.Piece> excerpt) {
        public Found {
            excerpt = List.copyOf(excerpt);
        }

        static Found of(Hit hit, SearchQuery query, String typed, Viewer viewer) {
            var path = Paths.conversation(hit.conversation().id());
            var title = hit.conversation().title();
            var isTitle = hit.message().isEmpty();
            var author = hit.author() == Header.Author.PERSON ? "you" : "assistant";
            return new Found(
                    isTitle ? path : Paths.at(path, hit.message(), typed),
                    title.isEmpty() ? viewer.text("untitled") : title,
                    isTitle ? "" : viewer.text(author),
                    viewer.moment(hit.timeMillis()),
                    Excerpt.of(hit.text(), query).pieces());
        }
    }
}
