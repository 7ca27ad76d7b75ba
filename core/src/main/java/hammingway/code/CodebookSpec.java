package hammingway.code;

import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.math.BitMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The recipe of a codebook; the same recipe and size give the same bits. The family makes codewords, the operators change them one after
 * the other, the assignment says which token gets which.
 */
public record CodebookSpec(
        @Doc("How codewords are made") CodeFamily family,

        @Doc(value = "Changes to the family's codewords, one after the other", byDefault = "[]")
        List<Operator> operators,

        @Doc(value = "Which token gets which codeword", byDefault = "{\"type\":\"identity\"}")
        Assignment assignment,

        @Doc(value = "Seed of random bits and random assignments", min = 0, max = 4294967295.0, byDefault = "42")
        long seed) {

    public CodebookSpec {
        operators = List.copyOf(operators);
    }

    /** The family's codewords as they are. */
    public CodebookSpec(CodeFamily family, Assignment assignment, long seed) {
        this(family, List.of(), assignment, seed);
    }

    /** For people: {@code BCH, extended by parity}. */
    public String label() {
        return family.label() + operators.stream().map(o -> ", " + o.label()).collect(Collectors.joining());
    }

    /** Bits of a codeword for {@code size} tokens; 0 where only a file tells. Cheap. */
    public int bits(int size) {
        return bits(size, operators.size());
    }

    /** After the first {@code applied} operators. */
    private int bits(int size, int applied) {
        if (applied == 0) {
            return family.bits(size);
        }
        Operator last = operators.get(applied - 1);
        int before = bits(last.sizeBefore(size), applied - 1);
        return before == 0 ? 0 : last.bits(before, size);
    }

    /** What theory says of the code for {@code size} tokens; for a size without problems. */
    public CodeParameters parameters(int size) {
        return parameters(size, operators.size());
    }

    private CodeParameters parameters(int size, int applied) {
        if (applied == 0) {
            return family.parameters(size);
        }
        Operator last = operators.get(applied - 1);
        return last.parameters(parameters(last.sizeBefore(size), applied - 1), size);
    }

    /** Why there is no such codebook for {@code size} tokens, and what is possible nearby; empty when there is one. */
    public List<Problem> problems(int size) {
        List<Problem> problems = new ArrayList<>(SpecCodec.problems(this));
        if (problems.isEmpty()) {
            size(size, operators.size(), problems);
        }
        return List.copyOf(problems);
    }

    /** The problems of the first {@code applied} operators; what one cannot do, those after it are not asked. */
    private void size(int size, int applied, List<Problem> problems) {
        if (applied == 0) {
            family.problems(size).forEach(p -> problems.add(within("family", p)));
            return;
        }
        Operator last = operators.get(applied - 1);
        int sizeBefore = last.sizeBefore(size);
        size(sizeBefore, applied - 1, problems);
        if (problems.isEmpty()) {
            String path = "operators[" + (applied - 1) + "]";
            last.problems(bits(sizeBefore, applied - 1), size).forEach(p -> problems.add(within(path, p)));
        }
    }

    private static Problem within(String path, Problem p) {
        return new Problem(path + (p.path().isEmpty() ? "" : "." + p.path()), p.value(), p.allowed(), p.fix());
    }

    /** @throws SpecException with all problems for this size; WorkbenchException when the words would not fit into memory */
    void require(int size) {
        List<Problem> problems = problems(size);
        if (!problems.isEmpty()) {
            throw new SpecException("A codebook of " + size + " tokens cannot be made by this recipe:", problems);
        }
        long bytes = size * ((bits(size) + 7L) / 8);
        if (bytes > CodebookFiles.MAX_BYTES) {
            throw new WorkbenchException("A codebook of " + size + " tokens with " + bits(size) + " bits each needs "
                    + bytes + " bytes; allowed are " + CodebookFiles.MAX_BYTES
                    + ". Use fewer tokens or shorter codewords.");
        }
        long largest = 0;
        int tokens = size;
        for (int applied = operators.size(); applied >= 0; applied--) {
            largest = Math.max(largest, tokens * 8L * ((bits(tokens, applied) + 63L) / 64));
            tokens = applied == 0 ? tokens : operators.get(applied - 1).sizeBefore(tokens);
        }
        // an operator reads one matrix and writes another, and the rest of the program needs as much again
        long free = Runtime.getRuntime().maxMemory();
        if (largest > free / 3) {
            throw new WorkbenchException("Making this codebook of " + size + " tokens takes about "
                    + ((3 * largest) >> 20) + " MB; the program may use " + (free >> 20)
                    + " MB. Use fewer tokens or shorter codewords, or give Java more memory (-Xmx).");
        }
    }

    /** The codewords, before they are assigned to tokens. */
    BitMatrix codewords(CodeContext context, Progress progress) {
        return codewords(context, operators.size(), progress);
    }

    private BitMatrix codewords(CodeContext context, int applied, Progress progress) {
        if (applied == 0) {
            return family.codewords(context, seed, progress);
        }
        Operator last = operators.get(applied - 1);
        int sizeBefore = last.sizeBefore(context.size());
        CodeContext before = sizeBefore == context.size() ? context : CodeContext.of(sizeBefore, context.base());
        BitMatrix words = codewords(before, applied - 1, progress);
        progress.check();
        return last.apply(words, context, seed, progress);
    }
}
