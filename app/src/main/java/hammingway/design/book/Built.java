package hammingway.design.book;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.code.CodebookSpec;
import hammingway.run.Project;
import hammingway.vocab.Vocabulary;
import java.util.Optional;

/**
 * A draft that was built, with all that the screen shows of it at once.
 *
 * @param draft   what it was built from
 * @param made    by the recipe, before edits
 * @param drawn   whether the recipe drew on the vocabulary or the project's data
 * @param preview its first figures
 */
public record Built(Draft draft, Codebook made, boolean drawn, Design design, DistanceSource matrix, Preview preview) {
    /** What a build starts from. */
    public record Order(Draft draft, CodebookSpec spec, int size, Optional<Project> project, RowOrder rows) {}

    /** Builds a draft; what did not change since the last one is taken from there. */
    public static Built of(Order order, Optional<Built> last, Progress progress) {
        Draft draft = order.draft();
        Optional<Vocabulary> vocabulary = vocabulary(order, last);
        Optional<Built> same = last.filter(b -> b.draft().sameRecipe(draft));
        int size = vocabulary.map(Vocabulary::size).orElse(order.size());
        DesignContext context = new DesignContext(size, order.project(), draft.vocabulary(), vocabulary, progress);
        Codebook made = same.map(Built::made).orElseGet(() -> Codebook.build(order.spec(), context, progress));
        boolean drawn = same.map(Built::drawn).orElseGet(context::drawn);
        progress.check();
        Design design = new Design(BookEdit.apply(made, draft.edits()), vocabulary);
        Preview preview = Preview.of(design.codebook(), vocabulary);
        progress.check();
        RowOrder rows = order.rows().slow(design.codebook()) ? RowOrder.ID : order.rows();
        return new Built(draft, made, drawn, design, design.source(rows, preview.usual(), progress), preview);
    }

    private static Optional<Vocabulary> vocabulary(Order order, Optional<Built> last) {
        String name = order.draft().vocabulary();
        return name.isEmpty()
                ? Optional.empty()
                : last.filter(b -> b.draft().vocabulary().equals(name))
                        .flatMap(b -> b.design().vocabulary())
                        .or(() -> order.project().map(p -> p.vocabularies().read(name)));
    }
}
