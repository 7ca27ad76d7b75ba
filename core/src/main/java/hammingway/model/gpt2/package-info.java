/** GPT-2: its trunk, and checkpoints in Hugging Face's layout. */
@NullMarked
package hammingway.model.gpt2;

import org.jspecify.annotations.NullMarked;
