package hammingway.report;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.analysis.CodebookDifference;
import hammingway.code.analysis.CodebookMeasures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Codebooks side by side. Some figures are of a codebook beside the first.
 *
 * @param books     that are compared
 * @param relations of those of the same number of tokens
 * @param width     d, of the hidden state that heads are counted for
 * @param figures   the rows
 */
public record CodebookComparison(List<Book> books, List<Relation> relations, int width, List<ComparedFigure> figures) {
    /**
     * A codebook of a comparison.
     *
     * @param label for people
     */
    public record Book(String label, CodebookMeasures measures) {}

    /** How two of the books differ, by their places: {@code first < second}. */
    public record Relation(int first, int second, CodebookDifference difference) {}

    public CodebookComparison {
        books = List.copyOf(books);
        relations = List.copyOf(relations);
        figures = List.copyOf(figures);
    }

    /** A table of what is measured so far, at a width d of at least 1. */
    public static CodebookComparison of(List<Book> books, List<Relation> relations, int width) {
        if (width < 1) {
            throw new WorkbenchException("A hidden state of width " + width + ": allowed are 1 and more.");
        }
        return new CodebookComparison(books, relations, width, CodebookFigures.of(books, relations, width));
    }

    /** Relations of all pairs of codebooks of equal size. */
    public static List<Relation> relations(List<Codebook> codebooks, Progress progress) {
        List<Relation> relations = new ArrayList<>();
        for (int i = 0; i < codebooks.size(); i++) {
            for (int j = i + 1; j < codebooks.size(); j++) {
                Optional<CodebookDifference> found =
                        CodebookDifference.of(codebooks.get(i), codebooks.get(j), progress);
                if (found.isPresent()) {
                    relations.add(new Relation(i, j, found.get()));
                }
            }
        }
        return relations;
    }

    /** Rows that are not the same for all. */
    public List<ComparedFigure> differing() {
        return figures.stream().filter(f -> !f.equal()).toList();
    }

    /** Names of the columns: labels, told apart by a number where they are the same. */
    public List<String> labels() {
        return IntStream.range(0, books.size())
                .mapToObj(i -> {
                    String label = books.get(i).label();
                    long same =
                            books.stream().filter(b -> b.label().equals(label)).count();
                    return same > 1 ? label + " (" + (i + 1) + ")" : label;
                })
                .toList();
    }
}
