/** Tokens: Hugging Face tokenizers, a byte-level BPE trainer, and vocabularies in order of frequency with their counts. */
@NullMarked
package hammingway.vocab;

import org.jspecify.annotations.NullMarked;
