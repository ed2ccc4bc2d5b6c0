package dev.muster.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles a mutated source in memory and loads the simulation over it: all our classes are loaded anew, so that the mutant runs in place of the original and nothing else differs.
 */
final class MutantLoader extends ClassLoader {
    private static final Path CORE = Path.of("src/main/java/dev/muster/core");
    private static final String ANEW = "dev.muster.";

    private final Map<String, byte[]> mutated;

    private MutantLoader(Map<String, byte[]> mutated) {
        super(MutantLoader.class.getClassLoader());
        this.mutated = mutated;
    }

    static MutantLoader of(Mutant mutant) throws IOException {
        Path file = CORE.resolve(mutant.file);
        return new MutantLoader(compile(file, mutant.applyTo(Files.readString(file))));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null && name.startsWith(ANEW)) {
                byte[] bytes = mutated.containsKey(name) ? mutated.get(name) : original(name);
                loaded = defineClass(name, bytes, 0, bytes.length);
            }
            return loaded == null ? super.loadClass(name, resolve) : loaded;
        }
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static Map<String, byte[]> compile(Path file, String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new java.io.StringWriter();
        var classes = new HashMap<String, ByteArrayOutputStream>();
        try (var standard = compiler.getStandardFileManager(null, null, null)) {
            var text = new SimpleJavaFileObject(URI.create("string:///" + file.getFileName()), Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return source;
                }
            };
            var options = List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
            var task = compiler.getTask(problems, inMemory(standard, classes), null, options, null, List.of(text));
            if (!task.call()) {
                throw new IllegalStateException("the mutant does not compile: " + problems);
            }
        }
        var bytes = new HashMap<String, byte[]>();
        classes.forEach((name, out) -> bytes.put(name, out.toByteArray()));
        return bytes;
    }

    private static JavaFileManager inMemory(JavaFileManager standard, Map<String, ByteArrayOutputStream> classes) {
        return new ForwardingJavaFileManager<>(standard) {
            @Override
            public JavaFileObject getJavaFileForOutput(Location at, String name, Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + kind.extension), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        var out = new ByteArrayOutputStream();
                        classes.put(name, out);
                        return out;
                    }
                };
            }
        };
    }

    /** Runs one seed over the mutant, and answers with what it broke. */
    List<?> run(long seed) {
        try {
            Object verdict = loadClass("dev.muster.simulation.Simulation")
                    .getMethod("run", long.class)
                    .invoke(null, seed);
            var broken = verdict.getClass().getMethod("broken");
            return (List<?>) broken.invoke(verdict);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
