/** What generated text is worth beside references: exact match, token F1, ROUGE, BERTScore. */
@NullMarked
package hammingway.eval.text;

import org.jspecify.annotations.NullMarked;
