package io.outrigger.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.fusesource.leveldbjni.JniDBFactory;
import org.fusesource.leveldbjni.internal.NativeDB;
import org.jspecify.annotations.Nullable;

/**
 * Loads LevelDB's native library. The loader inside leveldbjni leaves a copy of it in the temporary
 * directory for each process that is killed, and its errors do not say what to do.
 */
final class NativeLibrary {
  private static final String PATH_PROPERTY = "library.leveldbjni.path";

  private static boolean loaded;

  private NativeLibrary() {}

  /** Loads the library once; does nothing after that. */
  static synchronized void load() throws StoreException {
    if (loaded) {
      return;
    }
    String resource = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
    try {
      if (resource == null || System.getProperty(PATH_PROPERTY) != null) {
        NativeDB.LIBRARY.load();
      } else {
        loadCopy(resource);
      }
    } catch (IOException | LinkageError e) {
      throw new StoreException(StoreException.Kind.NO_NATIVE_LIBRARY, advice(resource, e), e);
    }
    loaded = true;
  }

  private static void loadCopy(String resource) throws IOException {
    Path directory = Files.createTempDirectory("leveldbjni");
    Path copy = directory.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    try (InputStream library = JniDBFactory.class.getResourceAsStream(resource)) {
      if (library == null) {
        throw new IOException(resource + " is missing in the leveldbjni jar");
      }
      Files.copy(library, copy);
      System.setProperty(PATH_PROPERTY, directory.toString());
      NativeDB.LIBRARY.load();
    } finally {
      System.clearProperty(PATH_PROPERTY);
      delete(copy); // a loaded library needs its file no more
      delete(directory);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) { // Windows keeps the file of a loaded library until the process ends
      path.toFile().deleteOnExit();
    }
  }

  /** What to tell the operator when loading failed; {@code resource} as {@link #resource} says. */
  static String advice(@Nullable String resource, Throwable cause) {
    if (resource == null) {
      return "LevelDB's native library does not come for %s on %s: run on x86-64, or build"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
          + " libleveldbjni for this machine and name its directory with -D"
          + PATH_PROPERTY
          + "=DIR ("
          + cause.getMessage()
          + ")";
    }
    return "LevelDB's native library cannot be loaded from %s: let -Djava.io.tmpdir=DIR name a"
            .formatted(System.getProperty("java.io.tmpdir"))
        + " writable directory on a file system with room that is not mounted noexec ("
        + cause.getMessage()
        + ")";
  }

  /** Where the jar keeps the library; null if it has none for this machine. */
  static @Nullable String resource(String os, String arch) {
    if (!arch.equals("amd64") && !arch.equals("x86_64")) {
      return null;
    }
    String name = os.toLowerCase(Locale.ROOT);
    if (name.startsWith("linux")) {
      return "/META-INF/native/linux64/libleveldbjni.so";
    } else if (name.startsWith("mac")) {
      return "/META-INF/native/osx/libleveldbjni.jnilib";
    } else if (name.startsWith("windows")) {
      return "/META-INF/native/windows64/leveldbjni.dll";
    }
    return null;
  }
}
