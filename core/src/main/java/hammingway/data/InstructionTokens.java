package hammingway.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.vocab.Tokenizer;
import hammingway.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Examples as tokens. Prompts and answers are encoded apart and joined, so that the border between them is one between tokens, whatever the
 * tokenizer would have merged across it; and the ids of a prompt are those that a model is asked with. Where a tokenizer marks the beginning
 * of a text by a space (Llama's), each answer begins with one.
 */
record InstructionTokens(
        InstructionCorpus corpus,
        Frame frame,
        Tokenizer tokenizer,
        List<Sequence> trainingPart,
        List<Sequence> validationPart)
        implements Corpus.Encoded {
    /**
     * What stands around examples.
     *
     * @param begin   id of the tokenizer, before each
     * @param end     id of the tokenizer, after each; it counts as a part of the answer
     * @param endToken its text
     * @param context tokens of a window, beside the last target
     */
    record Frame(OptionalInt begin, OptionalInt end, String endToken, int context) {}

    /**
     * An example's ids of the tokenizer.
     *
     * @param answers whether an id belongs to an answer
     * @param prompt  ids before the last answer
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sequence(InstructionExample example, int[] ids, boolean[] answers, int prompt) {
        static Sequence of(Tokenizer tokenizer, Frame frame, InstructionExample example) {
            List<int[]> parts = new ArrayList<>();
            frame.begin().ifPresent(b -> parts.add(new int[] {b}));
            int first = parts.size();
            example.pieces().forEach(p -> parts.add(tokenizer.encode(p.text())));
            int last = parts.size() - 1;
            frame.end().ifPresent(e -> parts.add(new int[] {e}));
            int[] ids = parts.stream().flatMapToInt(Arrays::stream).toArray();
            boolean[] answers = new boolean[ids.length];
            int at = 0;
            int prompt = 0;
            for (int p = 0; p < parts.size(); p++) {
                boolean answer = p > last
                        || (p >= first && example.pieces().get(p - first).answer());
                prompt = p == last ? at : prompt;
                Arrays.fill(answers, at, at + parts.get(p).length, answer);
                at += parts.get(p).length;
            }
            return new Sequence(example, ids, answers, prompt);
        }

        /** Whether an answer begins among the first ids. */
        boolean answered(int first) {
            for (int i = 1; i < first; i++) {
                if (answers[i]) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public int[][] training() {
        return trainingPart.stream().map(Sequence::ids).toArray(int[][]::new);
    }

    @Override
    public int[][] validation() {
        return validationPart.stream().map(Sequence::ids).toArray(int[][]::new);
    }

    @Override
    public Corpus.Packed pack(Vocabulary words) {
        boolean everything = corpus.source().lossOn() == TextSource.Instructions.LossOn.EVERYTHING;
        Part training = part(words, trainingPart, everything, "training");
        return new Rows(this, words, training, part(words, validationPart, false, "validation"));
    }

    /**
     * A part of the data as it lies in its shards.
     *
     * @param marks 1 for the ids that count as targets
     * @param kept  examples that are in it
     * @param bytes of the answers' tokens; the end of the text has none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(int[] ids, int[] marks, List<Sequence> kept, long bytes, InstructionFacts.Part facts) {}

    private Part part(Vocabulary words, List<Sequence> all, boolean everything, String name) {
        boolean padded = corpus.data().packing() == DataSpec.Packing.PADDED;
        int most = padded ? frame.context() + 1 : Integer.MAX_VALUE;
        List<Sequence> kept = all.stream()
                .filter(s -> s.answered(Math.min(s.ids().length, most)))
                .toList();
        if (kept.isEmpty()) {
            throw new WorkbenchException("None of the " + all.size() + " examples of the " + name + " part of "
                    + corpus.source().path() + " has a token of its answer within a window of " + frame.context()
                    + ". Take a longer backbone.context, or data.packing = stream.");
        }
        int length = padded
                ? Math.multiplyExact(kept.size(), most)
                : kept.stream().mapToInt(s -> s.ids().length).reduce(0, Math::addExact);
        int[] ids = new int[length];
        Arrays.fill(ids, padding(words));
        int[] marks = new int[length];
        long tokens = 0;
        long answers = 0;
        long bytes = 0;
        for (int e = 0, at = 0; e < kept.size(); e++) {
            Sequence s = kept.get(e);
            int n = Math.min(s.ids().length, most);
            System.arraycopy(words.map(s.ids()), 0, ids, at, n);
            for (int i = 0; i < n; i++) {
                marks[at + i] = everything || s.answers()[i] ? 1 : 0;
                answers += s.answers()[i] ? 1 : 0;
                bytes += s.answers()[i] ? bytes(s.ids()[i]) : 0;
            }
            tokens += n;
            at += padded ? most : n;
        }
        int cut = (int) kept.stream().filter(s -> s.ids().length > most).count();
        long lost = Corpus.count(all.stream().map(Sequence::ids).toArray(int[][]::new)) - tokens;
        return new Part(
                ids,
                marks,
                kept,
                bytes,
                new InstructionFacts.Part(all.size(), tokens, answers, cut, lost, all.size() - kept.size()));
    }

    /** What fills windows, which nothing looks at: no position before it sees it, and as a target it counts for nothing. */
    private int padding(Vocabulary words) {
        return frame.end().isPresent()
                ? words.map(new int[] {frame.end().getAsInt()})[0]
                : words.foldedId().orElse(0);
    }

    private int bytes(int id) {
        return frame.end().isPresent() && frame.end().getAsInt() == id ? 0 : tokenizer.bytes(id).length;
    }

    private record Rows(InstructionTokens tokens, Vocabulary words, Part trainingPart, Part validationPart)
            implements Corpus.Packed {
        @Override
        public int[] training() {
            return trainingPart.ids();
        }

        @Override
        public int[] validation() {
            return validationPart.ids();
        }

        @Override
        public double validationBytesPerToken() {
            return (double) validationPart.bytes() / validationPart.facts().answerTokens();
        }

        @Override
        public void keep(Path folder, ObjectNode facts) {
            TokenShard.write(folder.resolve(InstructionSet.TRAINING_TARGETS), trainingPart.marks(), 2);
            TokenShard.write(folder.resolve(InstructionSet.VALIDATION_TARGETS), validationPart.marks(), 2);
            InstructionSet.write(
                    folder,
                    validationPart.kept().stream()
                            .map(s -> new InstructionSet.Example(
                                    s.example().record(),
                                    words.map(Arrays.copyOf(s.ids(), s.prompt())),
                                    s.example().prompt(),
                                    s.example().answer()))
                            .toList());
            InstructionCorpus corpus = tokens.corpus();
            OptionalInt end = tokens.frame().end();
            int id = end.isPresent() ? words.map(new int[] {end.getAsInt()})[0] : -1;
            boolean known = id >= 0 && id != words.foldedId().orElse(-1);
            facts.set(
                    InstructionSet.FACTS,
                    SpecCodec.write(new InstructionFacts(
                            corpus.records(),
                            corpus.skipped(),
                            PromptText.ending(corpus.source().template()),
                            tokens.frame().endToken(),
                            known ? Optional.of(id) : Optional.empty(),
                            trainingPart.facts(),
                            validationPart.facts())));
        }
    }
}
