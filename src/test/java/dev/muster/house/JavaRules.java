package dev.muster.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of the house for one Java file. Each returns what it found, as sentences; nothing found: empty. */
final class JavaRules {
    static final int FILE_LINES_MAX = 400;
    static final int METHOD_LINES_MAX = 60;

    /** Words that say nothing: a class so named has not found its name yet. Whole words, so Utilization is fine. */
    private static final Pattern SAYS_NOTHING =
            Pattern.compile("(Manager|Helper|Utils?|Impl)(?![a-z])|^(Base|Abstract)(?=[A-Z])|^I(?=[A-Z][a-z])");

    /** Who may write to standard output: the client, the banner of the start, and what fails before there is a log. */
    private static final List<String> MAY_PRINT = List.of("cli/", "app/StartBanner.java", "app/Main.java");

    private static final Pattern SLEEPS =
            Pattern.compile("(.*\\.)?(Thread(\\.|::)|TimeUnit\\.[A-Z]+\\.|[A-Z]*SECONDS\\.)sleep");
    private static final Pattern PRINTS = Pattern.compile("(.*\\.)?System\\.(out|err)|.*(\\.|::)printStackTrace");

    private static final Set<String> TEST_MARKS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate", "Property", "Example");

    private JavaRules() {}

    /** Everything that is wrong with the file. */
    static List<String> check(JavaFile file) {
        return Stream.of(
                        fileIsShort(file),
                        methodsAreShort(file),
                        namesSaySomething(file),
                        testsAreFound(file),
                        testsAreNotSwitchedOff(file),
                        testsDoNotSleep(file),
                        mainDoesNotPrint(file))
                .flatMap(List::stream)
                .toList();
    }

    static List<String> fileIsShort(JavaFile file) {
        return file.lines() <= FILE_LINES_MAX
                ? List.of()
                : List.of(file.path() + " has " + file.lines() + " lines; a concept is missing a name");
    }

    static List<String> methodsAreShort(JavaFile file) {
        return new Findings(file) {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                var positions = file.trees().getSourcePositions();
                long start = positions.getStartPosition(file.tree(), method);
                long end = positions.getEndPosition(file.tree(), method);
                // The constructor of a class without one is in the tree as well, without a place in the text.
                if (start >= 0 && end >= 0) {
                    int lines = file.lineOf(end) - file.lineOf(start) + 1;
                    if (lines > METHOD_LINES_MAX) {
                        found(method, method.getName() + " has " + lines + " lines");
                    }
                }
                return super.visitMethod(method, null);
            }
        }.all();
    }

    static List<String> namesSaySomething(JavaFile file) {
        return new Findings(file) {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                if (SAYS_NOTHING.matcher(type.getSimpleName()).find()) {
                    found(type, type.getSimpleName() + " is a name that says nothing");
                }
                return super.visitClass(type, null);
            }
        }.all();
    }

    /** The runner picks classes by name and silently skips the rest. A contract runs through those that extend it. */
    static List<String> testsAreFound(JavaFile file) {
        if (file.path().matches(".*(Test|IT|Contract)\\.java")) {
            return List.of();
        }
        return new Findings(file) {
            @Override
            public Void visitAnnotation(AnnotationTree mark, Void nothing) {
                if (TEST_MARKS.contains(mark.getAnnotationType().toString()) && onMethod()) {
                    found(mark, "a test in a class that does not end in Test or IT never runs");
                }
                return super.visitAnnotation(mark, null);
            }

            /** A method's annotation sits in its modifiers, which sit in the method. */
            private boolean onMethod() {
                return getCurrentPath().getParentPath().getParentPath().getLeaf() instanceof MethodTree;
            }
        }.all();
    }

    static List<String> testsAreNotSwitchedOff(JavaFile file) {
        return new Findings(file) {
            @Override
            public Void visitAnnotation(AnnotationTree mark, Void nothing) {
                if (mark.getAnnotationType().toString().matches("(.*\\.)?Disabled")) {
                    found(mark, "a test that is switched off proves nothing: mend or remove it");
                }
                return super.visitAnnotation(mark, null);
            }
        }.all();
    }

    /** A test that sleeps is slow on a fast machine and fails on a slow one. Main code is held by {@link Waiting}. */
    static List<String> testsDoNotSleep(JavaFile file) {
        return file.isMain() || file.isIn("house/fixture/")
                ? List.of()
                : uses(file, SLEEPS, "wait for the condition instead");
    }

    static List<String> mainDoesNotPrint(JavaFile file) {
        return !file.isMain() || MAY_PRINT.stream().anyMatch(file::isIn) ? List.of() : uses(file, PRINTS, "log it");
    }

    private static List<String> uses(JavaFile file, Pattern banned, String instead) {
        return new Findings(file) {
            @Override
            public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
                look(select);
                return super.visitMemberSelect(select, null);
            }

            @Override
            public Void visitMemberReference(MemberReferenceTree reference, Void nothing) {
                look(reference);
                return super.visitMemberReference(reference, null);
            }

            private void look(Tree tree) {
                if (banned.matcher(tree.toString()).matches()) {
                    found(tree, tree + ": " + instead);
                }
            }
        }.all();
    }

    /** A walk over the file's tree that collects what it finds. */
    private static class Findings extends TreePathScanner<Void, Void> {
        private final JavaFile file;
        private final List<String> findings = new ArrayList<>();

        Findings(JavaFile file) {
            this.file = file;
        }

        final void found(Tree tree, String what) {
            long position = file.trees().getSourcePositions().getStartPosition(file.tree(), tree);
            findings.add(file.at(position) + " " + what);
        }

        final List<String> all() {
            scan(file.tree(), null);
            return findings;
        }
    }
}
