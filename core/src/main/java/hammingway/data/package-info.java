/** Text: where it comes from, how it is split, encoded to token shards on disk, and drawn in batches. */
@NullMarked
package hammingway.data;

import org.jspecify.annotations.NullMarked;
