package runnel.tool.documents.read;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Word documents (Office Open XML); their places are headings. */
final class DocxReader implements DocumentReader {
    private static final String DOCUMENT = "word/document.xml";
    private static final String STYLES = "word/styles.xml";
    private static final String FOOTNOTES = "word/footnotes.xml";
    private static final Set<String> PARTS = Set.of(DOCUMENT, STYLES, FOOTNOTES);
    private static final Pattern HEADING =
            Pattern.compile("heading ([1-9])", Pattern.CASE_INSENSITIVE);
    private static final Pattern LEVEL = Pattern.compile("[0-8]");
    private static final XMLInputFactory XML = factory();

    @Override
    public void read(byte[] file, Passages passages, ReadLimits limits) throws Unreadable {
        var parts = Zip.files(file, PARTS, limits.unpackedBytes());
        var document = parts.get(DOCUMENT);
        if (document == null) {
            throw new Unreadable(Unreadable.Reason.DAMAGED);
        }
        try {
            var styles = parts.get(STYLES);
            var levels = styles == null ? Map.<String, Integer>of() : levels(styles);
            new Body(passages, levels).read(open(document));
            var notes = parts.get(FOOTNOTES);
            if (notes != null) {
                passages.at("*");
                new Body(passages, levels).read(open(notes));
            }
        } catch (XMLStreamException e) {
            throw new Unreadable(Unreadable.Reason.DAMAGED);
        }
    }

    /** Which styles are headings: in other languages their ids are other words. */
    private static Map<String, Integer> levels(byte[] styles) throws XMLStreamException {
        var levels = new HashMap<String, Integer>();
        var xml = open(styles);
        var id = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "style" -> id = value(xml, "styleId");
                case "name" -> {
                    var heading = HEADING.matcher(value(xml, "val"));
                    if (heading.matches()) {
                        levels.put(id, Integer.parseInt(heading.group(1)));
                    } else if (value(xml, "val").equalsIgnoreCase("title")) {
                        levels.put(id, 1);
                    }
                }
                case "outlineLvl" -> {
                    if (LEVEL.matcher(value(xml, "val")).matches()) {
                        levels.putIfAbsent(id, Integer.parseInt(value(xml, "val")) + 1);
                    }
                }
                default -> {}
            }
        }
        return levels;
    }

    /** Reads paragraphs, and rows of tables as one paragraph each. */
    private static final class Body {
        private final Passages passages;
        private final Map<String, Integer> levels;
        private final Headings headings = new Headings();
        private final StringBuilder line = new StringBuilder();
        private String style = "";
        private int rows;

        private Body(Passages passages, Map<String, Integer> levels) {
            this.passages = passages;
            this.levels = levels;
        }

        private void read(XMLStreamReader xml) throws XMLStreamException {
            while (xml.hasNext() && !passages.isFull()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> begin(xml);
                    case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                    default -> {}
                }
            }
        }

        private void begin(XMLStreamReader xml) throws XMLStreamException {
            switch (xml.getLocalName()) {
                case "pStyle" -> style = value(xml, "val");
                case "t" -> line.append(xml.getElementText());
                case "tab" -> line.append('\t');
                case "br", "cr" -> line.append('\n');
                case "tr" -> rows++;
                // The same once more, for old programs.
                case "Fallback" -> skip(xml);
                default -> {}
            }
        }

        private void end(String name) {
            switch (name) {
                case "p" -> {
                    if (rows == 0) {
                        paragraph();
                    } else {
                        line.append(' ');
                    }
                    style = "";
                }
                case "tc" -> line.append("| ");
                case "tr" -> {
                    rows--;
                    if (rows == 0) {
                        passages.add(line.toString().replaceAll("\\s+", " "));
                        line.setLength(0);
                    }
                }
                default -> {}
            }
        }

        private void paragraph() {
            var level = levels.get(style);
            if (level != null && !line.toString().isBlank()) {
                passages.at(headings.enter(level, line.toString()));
            }
            passages.add(line.toString());
            line.setLength(0);
        }

        private static void skip(XMLStreamReader xml) throws XMLStreamException {
            for (var depth = 1; depth > 0; ) {
                var event = xml.next();
                depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
                depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
            }
        }
    }

    private static XMLStreamReader open(byte[] part) throws XMLStreamException {
        return XML.createXMLStreamReader(new ByteArrayInputStream(part));
    }

    private static String value(XMLStreamReader xml, String name) {
        for (var i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
