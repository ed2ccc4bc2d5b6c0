package dev.muster.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The text that people wrote in this project: what is neither built, nor a tool's own, nor binary. */
final class SourceTree {
    private static final Set<String> NOT_OURS = Set.of(".git", ".idea", ".vscode", "node_modules", "target");
    private static final Set<String> NOT_WRITTEN_HERE = Set.of("LICENSE", "mvnw", "mvnw.cmd");
    private static final long BYTES_MAX = 1 << 20;

    private SourceTree() {}

    /** Text by path from {@code root}, with slashes. */
    static Map<String, String> of(Path root) {
        var texts = new TreeMap<String, String>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile()
                            && attributes.size() <= BYTES_MAX
                            && !NOT_WRITTEN_HERE.contains(file.getFileName().toString())) {
                        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                        if (text.indexOf('\0') < 0) {
                            texts.put(root.relativize(file).toString().replace('\\', '/'), text);
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return texts;
    }
}
