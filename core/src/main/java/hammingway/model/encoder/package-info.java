/** Pretrained encoders, BERT and RoBERTa: hidden states of texts, for comparing them. Frozen. */
@NullMarked
package hammingway.model.encoder;

import org.jspecify.annotations.NullMarked;
