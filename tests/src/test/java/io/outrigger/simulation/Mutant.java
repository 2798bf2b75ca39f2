package io.outrigger.simulation;

/**
 * A change of one shipped source file, for one run.
 *
 * @param file from the root of the sources
 * @param scenario that ends otherwise with it, by its file's name; empty: random histories show it
 * @param find stands there once
 */
record Mutant(String name, String file, String scenario, String find, String put) {
  Mutant(String name, String file, String find, String put) {
    this(name, file, "", find, put);
  }
}
