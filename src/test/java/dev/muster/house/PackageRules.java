package dev.muster.house;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rules that no single file can break. */
final class PackageRules {
    private PackageRules() {}

    /** Main packages without {@code @NullMarked}: the compiler checks nothing about null there. It is not inherited. */
    static List<String> notNullMarked(List<JavaFile> files) {
        var main = files.stream().filter(JavaFile::isMain).toList();
        var marked = main.stream()
                .filter(file -> file.path().endsWith("/package-info.java"))
                .filter(file -> file.tree().getPackageAnnotations().stream()
                        .anyMatch(mark -> mark.getAnnotationType().toString().endsWith("NullMarked")))
                .map(PackageRules::folder)
                .collect(Collectors.toSet());
        var missing = main.stream().map(PackageRules::folder).collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(marked);
        return List.copyOf(missing);
    }

    private static String folder(JavaFile file) {
        return file.path().substring(0, file.path().lastIndexOf('/'));
    }
}
