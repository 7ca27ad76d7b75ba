package hammingway.eval;

import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/** Who is told while a model writes. What nobody asks for is not computed. */
public sealed interface Follower {
    /** The end is enough. */
    record Nobody() implements Follower {}

    /** @param each gets what a token adds to a text, and the text's number, from 0 */
    record OfText(ObjIntConsumer<String> each) implements Follower {}

    /** @param each gets each token of the first text, with its probability and the tokens that it won over */
    record OfDetails(Consumer<GeneratedToken> each) implements Follower {}
}
