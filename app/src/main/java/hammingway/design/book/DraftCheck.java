package hammingway.design.book;

import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.code.CodebookSpec;
import hammingway.form.RecipeList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a draft says.
 *
 * @param spec     there once nothing is wrong
 * @param problems all that is wrong, with paths in the draft; {@code size} for the number of tokens
 */
public record DraftCheck(Optional<CodebookSpec> spec, List<Problem> problems) {
    /** Most tokens that a form asks for: twice the largest vocabulary in use, 262,144. */
    private static final int MOST_TOKENS = 1 << 19;

    /** @param tokens of the draft's vocabulary, where it is known; what is impossible for its size is found later otherwise */
    public static DraftCheck of(Draft draft, Optional<Integer> tokens) {
        List<Problem> found = new ArrayList<>();
        Optional<Integer> size = draft.vocabulary().isEmpty() ? size(draft) : tokens;
        if (draft.vocabulary().isEmpty() && size.isEmpty()) {
            found.add(new Problem(
                    "size", draft.size(), "2 to " + MOST_TOKENS + " tokens", "Number of tokens to give codewords to"));
        }
        Optional<CodebookSpec> spec = Optional.empty();
        try {
            spec = Optional.of(SpecCodec.read(CodebookSpec.class, RecipeList.active(draft.recipe()), "The codebook"));
            Optional<CodebookSpec> read = spec;
            size.ifPresent(v -> found.addAll(read.get().problems(v)));
        } catch (SpecException e) {
            found.addAll(e.problems());
        }
        List<Problem> placed = found.stream()
                .map(p -> new Problem(RecipeList.located(draft.recipe(), p.path()), p.value(), p.allowed(), p.fix()))
                .toList();
        return new DraftCheck(placed.isEmpty() ? spec : Optional.empty(), placed);
    }

    /** The number of tokens as typed, if it is one that is allowed. */
    public static Optional<Integer> size(Draft draft) {
        return Design.number(draft.size(), 2, MOST_TOKENS);
    }
}
