/** What a codebook is worth: cards of figures and pictures, and the model that measures for them. */
@NullMarked
package hammingway.design.analysis;

import org.jspecify.annotations.NullMarked;
