/** Hugging Face model folders of all families that are read: what one is, and its output matrix. */
@NullMarked
package hammingway.model.checkpoint;

import org.jspecify.annotations.NullMarked;
