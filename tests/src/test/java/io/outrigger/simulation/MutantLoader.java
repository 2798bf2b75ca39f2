package io.outrigger.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Loads this program once more, with some of its source files changed. What is shipped knows
 * nothing of it.
 */
final class MutantLoader extends ClassLoader {
  private static final String OURS = "io.outrigger.";

  private final Map<String, ByteArrayOutputStream> changed = new HashMap<>();

  /**
   * @throws IllegalArgumentException if a text to be changed is not there, or stands there twice,
   *     or the change does not compile
   */
  MutantLoader(List<Mutant> mutants) {
    super(MutantLoader.class.getClassLoader());
    Map<String, String> sources = new HashMap<>();
    for (Mutant mutant : mutants) {
      sources.compute(
          mutant.file(), (file, before) -> mutate(mutant, before == null ? read(file) : before));
    }
    compile(sources);
  }

  /** The changed source file. */
  static String mutated(Mutant mutant) {
    return mutate(mutant, read(mutant.file()));
  }

  private static String mutate(Mutant mutant, String text) {
    int first = text.indexOf(mutant.find());
    if (first < 0 || text.indexOf(mutant.find(), first + 1) >= 0) {
      throw new IllegalArgumentException(
          "mutant %s: %s has %s: %s"
              .formatted(
                  mutant.name(),
                  mutant.file(),
                  first < 0 ? "no such text" : "this text more than once",
                  mutant.find()));
    }
    return text.replace(mutant.find(), mutant.put());
  }

  /** The root of the sources: here, or above a module of it. */
  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    Path above = here.getParent();
    return above == null || Files.exists(here.resolve("actors")) ? here : above;
  }

  /** A file below the root of the sources. */
  static String read(String file) {
    try {
      return Files.readString(root().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile(Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<Source> units =
        sources.entrySet().stream()
            .map(each -> new Source(each.getKey(), each.getValue()))
            .toList();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
      boolean good =
          compiler
              .getTask(
                  null,
                  new InMemory(files),
                  problems,
                  List.of(
                      "-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path")),
                  null,
                  units)
              .call();
      if (!good) {
        throw new IllegalArgumentException(
            "does not compile: "
                + problems.getDiagnostics().stream()
                    .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                    .toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String file, String text) {
      super(URI.create("string:///" + file.substring(file.indexOf("io/outrigger"))), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps what is compiled. */
  private final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    InMemory(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream octets = new ByteArrayOutputStream();
          changed.put(className, octets);
          return octets;
        }
      };
    }
  }

  /** Each actor system reads the manifests of all libraries to compare versions: not here. */
  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.equals(JarFile.MANIFEST_NAME)
        ? Collections.emptyEnumeration()
        : super.getResources(name);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    ByteArrayOutputStream mutated = changed.get(name);
    byte[] octets = mutated == null ? original(name) : mutated.toByteArray();
    return defineClass(name, octets, 0, octets.length);
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

  /**
   * Has this version of {@code Simulation} do something.
   *
   * @param arguments and result are of the JDK
   */
  Object call(String type, String method, Object... arguments) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(this); // Pekko makes actors and dispatchers by their names
    try {
      for (java.lang.reflect.Method each : loadClass(type).getDeclaredMethods()) {
        if (each.getName().equals(method)) {
          each.setAccessible(true);
          return each.invoke(null, arguments);
        }
      }
      throw new IllegalArgumentException(type + " has no " + method);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
