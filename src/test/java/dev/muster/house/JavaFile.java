package dev.muster.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One source file, parsed but not compiled.
 *
 * @param path from the project's root, with slashes
 */
record JavaFile(String path, String text, CompilationUnitTree tree, Trees trees) {
    static JavaFile parse(String path, String text) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK, not a JRE");
        var source = new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        var task =
                (JavacTask) compiler.getTask(null, null, problem -> {}, List.of("-proc:none"), null, List.of(source));
        try {
            return new JavaFile(path, text, task.parse().iterator().next(), Trees.instance(task));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
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
