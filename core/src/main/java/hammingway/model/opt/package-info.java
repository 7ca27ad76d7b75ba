/** OPT: its trunk, its tensors, its configuration in Hugging Face's layout. */
@NullMarked
package hammingway.model.opt;

import org.jspecify.annotations.NullMarked;
