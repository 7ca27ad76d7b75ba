package hammingway.eval;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.Engine;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.head.DecisionLayer;
import hammingway.head.Head;
import hammingway.head.HeadSpec;
import hammingway.head.Loss;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import hammingway.model.Backbone;
import hammingway.model.Llama;
import hammingway.model.Opt;
import hammingway.model.RopeScaling;
import hammingway.model.Trunk;
import hammingway.torch.ParameterSet;
import hammingway.torch.Precision;
import hammingway.torch.Torch;
import hammingway.vocab.BpeTrainer;
import hammingway.vocab.Tokenizer;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularyFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing with kept keys and values gives what whole passes give, on all families and both kinds of heads; and it ends. */
class GeneratorTest {
    private static final int CONTEXT = 16;
    private static final int BITS = 20;

    @TempDir
    private static Path folder;

    private static Vocabulary vocabulary;
    private static int[] ends;

    private final Torch torch = Engine.torch();

    @BeforeAll
    static void makeVocabulary() {
        Path file = folder.resolve("tokenizer.json");
        Json.write(file, BpeTrainer.train(List.of("a fox and a cat"), 258, List.of("<|endoftext|>"), Progress.NONE));
        try (Tokenizer tokenizer = Tokenizer.load(file)) {
            ends = tokenizer.endsOfText();
            vocabulary = VocabularyFolder.uncounted(file, tokenizer.size(), folder.resolve("vocabulary"));
        }
    }

    private static List<Backbone> shapes(int context) {
        Optional<String> fresh = Optional.empty();
        return List.of(
                new Backbone.Gpt2(
                        2,
                        2,
                        16,
                        context,
                        0,
                        0,
                        Backbone.Gpt2.Activation.GELU_TANH,
                        true,
                        Backbone.Gpt2.Initialisation.TORCH,
                        fresh),
                new Opt(2, 2, 12, 16, 20, context, 0, 0, true, fresh),
                new Llama(2, 4, 2, 16, 0, 0, context, 0, 10_000, new RopeScaling.None(), 1e-5, true, 0, fresh));
    }

    private Generator.Model model(Backbone backbone, ParameterSet parameters, boolean code) {
        int v = vocabulary.size();
        Trunk trunk = Trunk.create(torch, backbone, v, parameters, new SplitRandom(1), folder);
        // hidden states of random weights hardly differ: without this each greedy text would be one token again and
        // again
        float[] table = parameters.values(trunk.embedding());
        parameters.set(trunk.embedding(), new ParameterSet.Init.Normal(1).values(table.length, new SplitRandom(9)));
        SplitRandom random = new SplitRandom(3);
        Optional<Codebook> codebook = code
                ? Optional.of(Codebook.of(
                        BitMatrix.of(v, BITS, (t, b) -> b < 9 ? (t >>> b & 1) != 0 : random.nextBoolean()),
                        Optional.empty()))
                : Optional.empty();
        HeadSpec spec = code
                ? new HeadSpec(
                        new DecisionLayer.LinearCode(false), new Loss.CodeNll(), false, new Decoder.LogLikelihood())
                : new HeadSpec(
                        new DecisionLayer.Softmax(false, false),
                        new Loss.CrossEntropy(),
                        false,
                        new Decoder.LogLikelihood());
        Head.Frame frame = new Head.Frame(trunk.width(), trunk.embedding(), new long[v]);
        Head head = Head.create(torch, spec, codebook, frame, parameters, new SplitRandom(2));
        return new Generator.Model(trunk, head, vocabulary, backbone.context(), 1);
    }

    /** Every token from a pass over the whole window, and scores of all tokens. */
    private int[] plain(Generator.Model model, int[] prompt, int tokens) {
        int context = model.context();
        List<Integer> window = new ArrayList<>(Arrays.stream(prompt)
                .skip(Math.max(0, prompt.length - context))
                .boxed()
                .toList());
        int[] written = new int[tokens];
        for (int i = 0; i < tokens; i++) {
            try (NDManager scope = torch.scope()) {
                long[] ids = window.stream().mapToLong(Integer::longValue).toArray();
                NDArray hidden = model.trunk().hidden(scope, scope.create(ids, new Shape(1, ids.length)), false);
                NDArray logits = model.head().logits(scope, torch.call(scope, "last", hidden));
                NDArray scores = model.head().scores(scope, logits, new Decoder.LogLikelihood());
                written[i] = (int) torch.call(scope, "best", scores).toLongArray()[0];
            }
            if (window.size() == context) {
                window = new ArrayList<>(window.subList(context - Math.max(1, context / 2) + 1, context));
            }
            window.add(written[i]);
        }
        return written;
    }

    private static GenerationSpec greedy(int tokens, String... stops) {
        return new GenerationSpec(new GenerationSpec.Greedy(), tokens, 1, List.of(stops), true);
    }

    private static int[] prompt(int length, int seed) {
        return IntStream.range(0, length)
                .map(i -> (i * i + 31 * seed + 5) % vocabulary.size())
                .toArray();
    }

    @Test
    void greedyTextsAreThoseOfWholePassesAlsoWhenTheContextIsFull() {
        List<int[]> prompts = List.of(prompt(5, 1), prompt(9, 2), prompt(5, 3), prompt(300, 4), prompt(CONTEXT, 5));
        int tokens = 2 * CONTEXT;
        for (Backbone backbone : shapes(CONTEXT)) {
            for (boolean code : new boolean[] {false, true}) {
                String what = backbone.family() + (code ? " code" : " softmax");
                try (ParameterSet parameters = new ParameterSet(torch, Precision.FLOAT32)) {
                    Generator.Model model = model(backbone, parameters, code);
                    Generator.Outcome outcome = new Generator(torch, model, Set.of())
                            .write(prompts, greedy(tokens), new Follower.Nobody(), Progress.NONE);
                    for (int i = 0; i < prompts.size(); i++) {
                        int[] expected = plain(model, prompts.get(i), tokens);
                        assertThat(outcome.texts().get(i).tokens())
                                .as(what + " " + i)
                                .isEqualTo(expected);
                    }
                    assertThat(outcome.texts().stream()
                                    .flatMapToInt(t -> Arrays.stream(t.tokens()))
                                    .distinct()
                                    .count())
                            .as(what)
                            .isGreaterThan(5);
                    GenerationTimes times = outcome.times();
                    assertThat(times.batch()).isEqualTo(2);
                    assertThat(times.tokens()).isEqualTo(5 * tokens).isEqualTo(times.chosen());
                    double parts = times.reading() + times.trunk() + times.head() + times.decode() + times.telling();
                    assertThat(parts).isBetween(0.5 * times.seconds(), times.seconds());
                }
            }
        }
    }

    @Test
    void aTextEndsAtItsEndTokenAtAStopTextOrAfterSoManyTokens() {
        try (ParameterSet parameters = new ParameterSet(torch, Precision.FLOAT32)) {
            Generator.Model model = model(shapes(CONTEXT).getFirst(), parameters, true);
            int[] all = plain(model, prompt(5, 1), 30);
            int end = all[6];
            int first = IntStream.range(0, 30)
                    .filter(i -> all[i] == end)
                    .findFirst()
                    .orElseThrow();
            Generator ending = new Generator(torch, model, Set.of(end));
            Generator.Written ended = one(ending, greedy(30));
            assertThat(ended.tokens()).isEqualTo(Arrays.copyOf(all, first + 1));
            assertThat(ended.text()).isEqualTo(spelled(Arrays.copyOf(all, first)));
            assertThat(ended.ending()).isEqualTo(Ending.END_OF_TEXT);
            GenerationSpec past = new GenerationSpec(new GenerationSpec.Greedy(), 30, 1, List.of(), false);
            assertThat(one(ending, past).tokens()).isEqualTo(all);
            assertThat(one(ending, past).ending()).isEqualTo(Ending.TOKENS);

            Generator endless = new Generator(torch, model, Set.of());
            String text = one(endless, greedy(30)).text();
            String stop = text.substring(8, 11);
            Generator.Written stopped = one(endless, greedy(30, "not in it", stop));
            assertThat(stopped.ending()).isEqualTo(Ending.STOP_TEXT);
            assertThat(stopped.text()).contains(stop);
            assertThat(text).startsWith(stopped.text());
            assertThat(stopped.text().indexOf(stop) + stop.length())
                    .isGreaterThan(stopped.text().length() - 12);

            // a text that ended waits for another of its batch
            List<int[]> both = List.of(prompt(5, 1), prompt(5, 3));
            Generator.Outcome outcome = ending.write(both, greedy(30), new Follower.Nobody(), Progress.NONE);
            assertThat(outcome.texts().getFirst().tokens()).isEqualTo(ended.tokens());
            assertThat(outcome.texts().get(1).tokens())
                    .isEqualTo(ending.write(both.subList(1, 2), greedy(30), new Follower.Nobody(), Progress.NONE)
                            .texts()
                            .getFirst()
                            .tokens());
        }
        assertThat(Arrays.stream(ends).mapToObj(vocabulary::display)).containsExactly("<|endoftext|>");
    }

    private static Generator.Written one(Generator generator, GenerationSpec spec) {
        StringBuilder told = new StringBuilder();
        Follower follower = new Follower.OfText((added, number) -> told.append(added));
        Generator.Written written = generator
                .write(List.of(prompt(5, 1)), spec, follower, Progress.NONE)
                .texts()
                .getFirst();
        assertThat(told).hasToString(written.text());
        return written;
    }

    private static String spelled(int[] tokens) {
        Spelling spelling = new Spelling(vocabulary);
        StringBuilder text = new StringBuilder();
        for (int t : tokens) {
            text.append(spelling.add(t));
        }
        return text.toString();
    }

    @Test
    void shortContextsAndDrawsNeverFail() {
        for (int context : new int[] {1, 2, 3}) {
            for (Backbone backbone : shapes(context)) {
                try (ParameterSet parameters = new ParameterSet(torch, Precision.FLOAT32)) {
                    Generator generator = new Generator(torch, model(backbone, parameters, true), Set.of());
                    GenerationSpec drawn = new GenerationSpec(new GenerationSpec.Drawn(2, 0), 12, 3);
                    List<int[]> same = List.of(prompt(4, 1), prompt(4, 1));
                    List<Generator.Written> texts = generator
                            .write(same, drawn, new Follower.Nobody(), Progress.NONE)
                            .texts();
                    assertThat(Stream.of(0, 1).map(i -> texts.get(i).tokens().length))
                            .containsOnly(12);
                    assertThat(texts.get(0).tokens()).isNotEqualTo(texts.get(1).tokens());
                }
            }
        }
    }
}
