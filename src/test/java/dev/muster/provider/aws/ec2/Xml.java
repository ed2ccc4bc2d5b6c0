package dev.muster.provider.aws.ec2;

import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes one XML document from front to back. */
final class Xml {
    private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

    private final StringBuilder out = new StringBuilder(512);

    Xml(String start) {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").append(start);
    }

    static Xml response(String action, String requestId) {
        return new Xml("<" + action + "Response xmlns=\"" + NAMESPACE + "\">").text("requestId", requestId);
    }

    Xml text(String name, Object value) {
        out.append('<').append(name).append('>');
        escape(String.valueOf(value));
        out.append("</").append(name).append('>');
        return this;
    }

    Xml textIfAny(String name, Optional<?> value) {
        value.ifPresent(present -> text(name, present));
        return this;
    }

    Xml element(String name, Runnable content) {
        out.append('<').append(name).append('>');
        content.run();
        out.append("</").append(name).append('>');
        return this;
    }

    /** A list as EC2 writes one: {@code <name><item>…</item>…</name>}. */
    <T> Xml items(String name, Iterable<T> items, BiConsumer<Xml, T> content) {
        return element(name, () -> items.forEach(item -> element("item", () -> content.accept(this, item))));
    }

    Xml raw(String markup) {
        out.append(markup);
        return this;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#13;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
