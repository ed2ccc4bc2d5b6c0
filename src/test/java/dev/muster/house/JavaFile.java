package dev.muster.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One source file, parsed but not compiled.
 *
 * @param path from the project's root, with slashes
 */
record JavaFile(String path, String text, CompilationUnitTree tree, Trees trees) {
    static JavaFile parse(String path, String text) {
        return parse(Map.of(path, text)).get(0);
    }

    /** All in one run of the parser, whose start costs more than a file. */
    static List<JavaFile> parse(Map<String, String> textByPath) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK, not a JRE");
        var sources = textByPath.entrySet().stream()
                .map(file -> new Source(file.getKey(), file.getValue()))
                .toList();
        var task = (JavacTask) compiler.getTask(null, null, problem -> {}, List.of("-proc:none"), null, sources);
        var files = new ArrayList<JavaFile>();
        try {
            for (CompilationUnitTree tree : task.parse()) {
                // The compiler wraps our sources; the address of each is what comes back.
                var path = tree.getSourceFile().toUri().getPath().substring(1);
                var text = Objects.requireNonNull(textByPath.get(path), path);
                files.add(new JavaFile(path, text, tree, Trees.instance(task)));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return files;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    boolean isMain() {
        return path.startsWith("src/main/");
    }

    /** {@code engine} of {@code src/main/java/dev/muster/engine/Engine.java}; a prefix of it is a package too. */
    boolean isIn(String below) {
        return path.contains("/dev/muster/" + below);
    }

    int lines() {
        return Math.toIntExact(text.lines().count());
    }

    int lineOf(long position) {
        return Math.toIntExact(tree.getLineMap().getLineNumber(position));
    }

    String at(long position) {
        return String.format(Locale.ROOT, "%s:%d", path, lineOf(position));
    }
}
