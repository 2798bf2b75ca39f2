package io.outrigger.journal;

import org.jspecify.annotations.Nullable;

/** The store could not do what was asked; the message names the directory and what to do. */
public final class StoreException extends Exception {

  /** What went wrong. */
  public enum Kind {
    /** Too little room on the file system; nothing was written and the store is as before. */
    NO_ROOM,
    /** Reading or writing failed; the store must be opened anew. */
    IO,
    /** What is stored cannot be read. */
    CORRUPT,
    /** The store was closed. */
    CLOSED,
    /** Another process, or another part of this one, has it open. */
    IN_USE,
    /** Written by a newer version of this program. */
    NEWER_SCHEMA,
    /** The directory cannot be made, read or written. */
    NOT_ACCESSIBLE,
    /** LevelDB's native library cannot be loaded. */
    NO_NATIVE_LIBRARY
  }

  private final Kind kind;

  public StoreException(Kind kind, String message) {
    this(kind, message, null);
  }

  public StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether it makes sense to try again when an operator has done something about it. */
  boolean mayPass() {
    return kind == Kind.NO_ROOM || kind == Kind.IO;
  }

  /** The message, for the words after a colon. */
  String reason() {
    String message = getMessage();
    return message == null ? kind.toString() : message;
  }
}
