package hammingway.data;

import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.vocab.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Instructions with their answers, as examples that a template wrote. */
final class InstructionCorpus implements Corpus {
    /** Ends of text, the most telling first: GPT-2 and Qwen, Llama 3, Llama and OPT, Gemma. */
    private static final List<String> ENDS = List.of("<|endoftext|>", "<|end_of_text|>", "</s>", "<eos>");

    private final TextSource.Instructions source;
    private final DataSpec data;
    private final int context;
    private final List<InstructionExample> examples;
    private final int skipped;

    private InstructionCorpus(
            TextSource.Instructions source,
            DataSpec data,
            int context,
            List<InstructionExample> examples,
            int skipped) {
        this.source = source;
        this.data = data;
        this.context = context;
        this.examples = examples;
        this.skipped = skipped;
    }

    static InstructionCorpus read(Path project, TextSource.Instructions source, DataSpec data, int context) {
        InstructionFile.Content content =
                InstructionFile.read(TextSource.resolve(project, source.path()), source.emptyAnswers());
        List<InstructionExample> examples = content.records().stream()
                .map(r -> PromptText.example(source.template(), r))
                .toList();
        if (examples.size() < 2) {
            throw new WorkbenchException(source.path()
                    + " has one record; at least 2 are needed, one to train on and one to validate on. Add records.");
        }
        return new InstructionCorpus(source, data, context, examples, content.skipped());
    }

    @Override
    public void addTo(MessageDigest digest) {
        for (InstructionExample example : examples) {
            for (InstructionExample.Piece piece : example.pieces()) {
                digest.update(piece.text().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) (piece.answer() ? 1 : 0)); // the same text may be told apart elsewhere
            }
            digest.update((byte) 2);
        }
    }

    @Override
    public List<String> documents(boolean trainingAlone) {
        return (trainingAlone ? split().getFirst() : examples)
                .stream().map(InstructionExample::text).toList();
    }

    @Override
    public List<String> specials() {
        List<String> all = new ArrayList<>(PromptText.marks(source.template()));
        all.add(source.endToken().isEmpty() ? ENDS.getFirst() : source.endToken());
        if (!source.beginToken().isEmpty() && !all.contains(source.beginToken())) {
            all.add(source.beginToken());
        }
        return all;
    }

    /** The last examples, or some drawn by the seed, are for validation. */
    private List<List<InstructionExample>> split() {
        return switch (data.split()) {
            case TAIL -> {
                int held = PlainCorpus.held(examples.size(), data);
                int cut = examples.size() - held;
                yield List.of(examples.subList(0, cut), examples.subList(cut, examples.size()));
            }
            case DOCUMENTS -> PlainCorpus.drawn(examples, data);
        };
    }

    @Override
    public Encoded encode(Tokenizer tokenizer, Progress progress) {
        String end = source.endToken().isEmpty()
                ? ENDS.stream()
                        .filter(e -> id(tokenizer, e).isPresent())
                        .findFirst()
                        .orElse("")
                : source.endToken();
        InstructionTokens.Frame frame = new InstructionTokens.Frame(
                required(tokenizer, "beginToken", source.beginToken()),
                required(tokenizer, "endToken", end),
                end,
                context);
        List<List<InstructionExample>> parts = split();
        return new InstructionTokens(
                this,
                frame,
                tokenizer,
                tokens(tokenizer, frame, parts.get(0), progress),
                tokens(tokenizer, frame, parts.get(1), progress));
    }

    private static List<InstructionTokens.Sequence> tokens(
            Tokenizer tokenizer, InstructionTokens.Frame frame, List<InstructionExample> part, Progress progress) {
        List<InstructionTokens.Sequence> all = new ArrayList<>();
        for (InstructionExample example : part) {
            if ((all.size() & 255) == 0) {
                progress.check();
                progress.update((double) all.size() / part.size(), "Encoding text");
            }
            all.add(InstructionTokens.Sequence.of(tokenizer, frame, example));
        }
        return all;
    }

    private static OptionalInt required(Tokenizer tokenizer, String field, String token) {
        if (token.isEmpty()) {
            return OptionalInt.empty();
        }
        OptionalInt id = id(tokenizer, token);
        if (id.isEmpty()) {
            throw new SpecException(
                    "The instructions cannot be encoded:",
                    List.of(new Problem(
                            "data.source." + field,
                            token,
                            "a token of the tokenizer, which has none of this text",
                            "Name one that it has, such as <s>, or leave the field empty")));
        }
        return id;
    }

    private static OptionalInt id(Tokenizer tokenizer, String token) {
        for (int id = 0; id < tokenizer.size(); id++) {
            if (tokenizer.token(id).equals(token)) {
                return OptionalInt.of(id);
            }
        }
        return OptionalInt.empty();
    }

    TextSource.Instructions source() {
        return source;
    }

    DataSpec data() {
        return data;
    }

    int records() {
        return examples.size();
    }

    int skipped() {
        return skipped;
    }
}
