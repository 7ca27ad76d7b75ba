package hammingway.data;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A record as a template writes it: prompts and answers in turn, an answer last.
 *
 * @param record number in its file, 1 for the first
 * @param answer the last answer, without what the template ends it with
 */
record InstructionExample(int record, List<Piece> pieces, String answer) {
    /** A stretch of the text. */
    record Piece(String text, boolean answer) {}

    /** All of it. */
    String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    /** All before the last answer. */
    String prompt() {
        return pieces.subList(0, pieces.size() - 1).stream().map(Piece::text).collect(Collectors.joining());
    }
}
