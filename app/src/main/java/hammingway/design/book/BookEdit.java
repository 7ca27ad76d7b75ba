package hammingway.design.book;

import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change to single codewords by hand, after all that the recipe does. */
public sealed interface BookEdit {
    record Flip(int token, int bit) implements BookEdit {}

    /** Each of two tokens gets the other's codeword. */
    record Swap(int first, int second) implements BookEdit {}

    /** @param bits all of them, as 0 and 1, the first bit first */
    record Paste(int token, String bits) implements BookEdit {}

    /** As stored in a file. */
    record All(List<BookEdit> edits) {
        public All {
            edits = List.copyOf(edits);
        }
    }

    /** The edits with one more; one that takes the last one back leaves none. */
    static List<BookEdit> then(List<BookEdit> edits, BookEdit edit) {
        List<BookEdit> next = new ArrayList<>(edits);
        boolean back =
                !(edit instanceof Paste) && !next.isEmpty() && next.getLast().equals(edit);
        if (back) {
            next.removeLast();
        } else {
            next.add(edit);
        }
        return List.copyOf(next);
    }

    /** What is pasted, without the spaces, commas and line ends that people put between bits. */
    static String bits(String text) {
        return text.replaceAll("[\\s,;_|]+", "");
    }

    /** The codebook after the edits; without a recipe, as none makes it. O(V n / 64). */
    static Codebook apply(Codebook book, List<BookEdit> edits) {
        if (edits.isEmpty()) {
            return book;
        }
        BitMatrix bits = book.bits();
        BitMatrix.Builder next = new BitMatrix.Builder(bits.rows(), bits.columns());
        for (int r = 0; r < bits.rows(); r++) {
            for (int w = 0; w < bits.wordsPerRow(); w++) {
                next.word(r, w, bits.word(r, w));
            }
        }
        for (BookEdit edit : edits) {
            if (!fits(edit, bits)) {
                throw new WorkbenchException("The edit " + edit + " does not fit a codebook of " + bits.rows()
                        + " tokens with " + bits.columns() + " bits. Take the edits back, or use their codebook.");
            }
            apply(edit, next);
        }
        return Codebook.of(next.build(), Optional.empty());
    }

    private static boolean fits(BookEdit edit, BitMatrix book) {
        int v = book.rows();
        return switch (edit) {
            case Flip f -> inside(f.token(), v) && inside(f.bit(), book.columns());
            case Swap s -> inside(s.first(), v) && inside(s.second(), v);
            case Paste p -> inside(p.token(), v) && p.bits().length() == book.columns();
        };
    }

    private static boolean inside(int i, int end) {
        return i >= 0 && i < end;
    }

    private static void apply(BookEdit edit, BitMatrix.Builder book) {
        switch (edit) {
            case Flip f -> book.flip(f.token(), f.bit());
            case Swap s -> {
                for (int w = 0; w < book.wordsPerRow(); w++) {
                    long word = book.word(s.first(), w);
                    book.word(s.first(), w, book.word(s.second(), w));
                    book.word(s.second(), w, word);
                }
            }
            case Paste p -> {
                for (int b = 0; b < p.bits().length(); b++) {
                    if (book.get(p.token(), b) != (p.bits().charAt(b) == '1')) {
                        book.flip(p.token(), b);
                    }
                }
            }
        }
    }

    /** Why a codebook cannot be changed so, for people. O(V). */
    static Optional<String> refusal(Design design, BookEdit edit) {
        Codebook book = design.codebook();
        int n = book.length();
        return switch (edit) {
            case Flip f -> {
                StringBuilder word = new StringBuilder(book.bits().text(f.token()));
                word.setCharAt(f.bit(), word.charAt(f.bit()) == '0' ? '1' : '0');
                yield taken(design, f.token(), word.toString());
            }
            case Swap s -> s.first() == s.second() ? Optional.of("Select two tokens to swap.") : Optional.empty();
            case Paste p ->
                !p.bits().matches("[01]*")
                        ? Optional.of("A codeword is made of 0 and 1 alone.")
                        : p.bits().length() != n
                                ? Optional.of(p.bits().length() + " bits were given; codewords here have " + n + ".")
                                : taken(design, p.token(), p.bits());
        };
    }

    private static Optional<String> taken(Design design, int token, String word) {
        BitMatrix bits = design.codebook().bits();
        BitMatrix wanted = BitMatrix.of(1, word.length(), (r, c) -> word.charAt(c) == '1');
        for (int r = 0; r < bits.rows(); r++) {
            boolean same = r != token;
            for (int w = 0; same && w < bits.wordsPerRow(); w++) {
                same = bits.word(r, w) == wanted.word(0, w);
            }
            if (same) {
                return Optional.of(design.named(r) + " has that codeword already. Every token needs its own.");
            }
        }
        return Optional.empty();
    }
}
