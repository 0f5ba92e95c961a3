package runnel.markdown;

import org.commonmark.node.CustomBlock;

/** A formula on lines of its own, fenced by {@code $$} or {@code \[ \]}. */
final class TexBlock extends CustomBlock {
    final StringBuilder source = new StringBuilder();
    boolean closed;
}
