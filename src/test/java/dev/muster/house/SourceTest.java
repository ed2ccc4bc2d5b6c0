package dev.muster.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house, held against every file of the project. */
class SourceTest {
    /** The median we want, in lines, and the one that fails the build. */
    private static final int MEDIAN_TARGET = 80;

    private static final int MEDIAN_MAX = 110;

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Map<String, String> TREE = SourceTree.of(ROOT);
    private static final List<JavaFile> JAVA = JavaFile.parse(TREE.entrySet().stream()
            .filter(file -> file.getKey().endsWith(".java"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));

    @Test
    void javaFollowsTheHouse() {
        assertThat(JAVA).as("files read").isNotEmpty();
        assertThat(JAVA.stream().flatMap(file -> JavaRules.check(file).stream()))
                .isEmpty();
    }

    @Test
    void textFollowsTheHouse() {
        var ofThisMachine = Stream.of(ROOT.toString(), System.getProperty("user.home") + "/")
                .filter(path -> path.length() > 3)
                .toList();

        assertThat(TREE).containsKey("pom.xml");
        assertThat(TREE.entrySet().stream()
                        .flatMap(file -> TextRules.check(file.getKey(), file.getValue(), ofThisMachine).stream()))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatMayBeNull() {
        assertThat(PackageRules.notNullMarked(JAVA)).isEmpty();
    }

    @Test
    void mostFilesAreSmall() {
        var lines = JAVA.stream()
                .filter(file -> file.isMain() && !file.path().endsWith("package-info.java"))
                .map(JavaFile::lines)
                .sorted()
                .toList();
        int median = lines.isEmpty() ? 0 : lines.get(lines.size() / 2);

        System.out.printf("Median of %d main files: %d lines (target %d)%n", lines.size(), median, MEDIAN_TARGET);
        assertThat(median).isLessThanOrEqualTo(MEDIAN_MAX);
    }
}
