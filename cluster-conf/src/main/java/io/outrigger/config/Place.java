package io.outrigger.config;

/**
 * Where a value stands.
 *
 * @param file as messages name it
 * @param line from 1; 0 if unknown
 */
record Place(String file, int line) {}
