/** The Pekko journal on LevelDB: group commit, superseded events deleted, every write synced. */
@NullMarked
package io.outrigger.journal;

import org.jspecify.annotations.NullMarked;
