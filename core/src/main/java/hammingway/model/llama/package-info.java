/** Llama, TinyLlama and Qwen2: the trunk, its tensors, its configuration in Hugging Face's layout. */
@NullMarked
package hammingway.model.llama;

import org.jspecify.annotations.NullMarked;
