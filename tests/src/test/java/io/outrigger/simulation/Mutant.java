package io.outrigger.simulation;

/**
 * A change of one shipped source file, for one run.
 *
 * @param file from the root of the sources
 * @param find stands there once
 */
record Mutant(String name, String file, String find, String put) {}
