/** GPT-2: its trunk, its tensors, its configuration in Hugging Face's layout. */
@NullMarked
package hammingway.model.gpt2;

import org.jspecify.annotations.NullMarked;
