package hammingway.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Doc;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import hammingway.vocab.Vocabulary;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every family and operator promises, whichever it is. */
class FamilyContractTest {
    private static final int[] SIZES = {2, 3, 5, 17, 100, 1000, 1024, 4097};

    @TempDir
    Path folder;

    static List<String> families() {
        return SpecCodec.kinds(CodeFamily.class).stream()
                .map(k -> SpecCodec.kebab(k.getSimpleName()))
                .toList();
    }

    static List<Class<?>> kinds() {
        List<Class<?>> kinds = new java.util.ArrayList<>(SpecCodec.kinds(CodeFamily.class));
        kinds.addAll(SpecCodec.kinds(Operator.class));
        return kinds;
    }

    /** As many codewords as there are tokens, for the family that reads them. */
    private void writeCodewords(int size) throws IOException {
        String rows = java.util.stream.IntStream.range(0, size)
                .mapToObj(i -> Integer.toBinaryString(8192 + i))
                .collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("codewords.csv"), rows);
    }

    /** The family with its default parameters; a file only where there is no default. */
    private static CodebookSpec example(String type) {
        ObjectNode family = Json.object().put("type", type);
        if (type.equals("explicit-import")) {
            family.put("file", "codewords.csv");
        }
        return SpecCodec.read(CodebookSpec.class, Json.object().set("family", family), type);
    }

    /** Tokens with embeddings, random ones: for families that want some. */
    private CodeContext context(int size) {
        return new CodeContext() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Path base() {
                return folder;
            }

            @Override
            public Optional<Vocabulary> vocabulary() {
                return Optional.empty();
            }

            @Override
            public Embeddings embeddings(EmbeddingSource source, Progress progress) {
                SplitRandom random = new SplitRandom(size);
                float[] values = new float[size * 64];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextGaussian();
                }
                return new Embeddings(size, 64, values);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("families")
    void sameRecipeSameBitsAndEveryTokenItsOwn(String type) throws IOException {
        CodebookSpec spec = example(type);
        int built = 0;
        for (int size : SIZES) {
            writeCodewords(size);
            String what = type + ", " + size + " tokens";
            List<Problem> problems = spec.problems(size);
            if (!problems.isEmpty()) {
                assertThatExceptionOfType(SpecException.class)
                        .as(what)
                        .isThrownBy(() -> Codebook.build(spec, context(size), Progress.NONE))
                        .withMessageContaining(problems.getFirst().allowed());
                continue;
            }
            Codebook codebook = Codebook.build(spec, context(size), Progress.NONE);
            built++;
            assertThat(codebook.size()).as(what).isEqualTo(size);
            assertThat(Codebook.build(spec, context(size), Progress.NONE).hash())
                    .as(what)
                    .isEqualTo(codebook.hash());
            CodeParameters parameters = spec.parameters(size);
            if (spec.bits(size) > 0) {
                assertThat(codebook.length())
                        .as(what)
                        .isEqualTo(spec.bits(size))
                        .isEqualTo(parameters.length());
            }
            int nearest = nearest(codebook.bits(), Math.min(size, 200));
            assertThat(nearest).as(what + " " + parameters).isGreaterThanOrEqualTo(parameters.distance());
            assertThat(codebook.name()).startsWith(spec.label()).endsWith("(" + codebook.length() + " bits)");
        }
        assertThat(built).as("sizes for which the default parameters serve").isPositive();
    }

    private static int nearest(BitMatrix bits, int rows) {
        int least = bits.columns();
        for (int a = 0; a < rows; a++) {
            for (int b = 0; b < a; b++) {
                least = Math.min(least, bits.distance(a, b));
            }
        }
        return least;
    }

    @ParameterizedTest
    @MethodSource("families")
    void recipesAreReadBackAsTheyWereWritten(String type) {
        CodebookSpec spec = example(type);
        JsonNode json = SpecCodec.write(spec);
        assertThat(SpecCodec.read(CodebookSpec.class, json, type)).isEqualTo(spec);
        assertThat(json.path("family").path("type").asText()).isEqualTo(type);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindAndParameterIsDocumented(Class<?> kind) {
        Doc doc = kind.getAnnotation(Doc.class);
        assertThat(doc).as(kind + " has a summary").isNotNull();
        assertThat(doc.value()).hasSizeLessThan(120);
        for (RecordComponent c : kind.getRecordComponents()) {
            assertThat(c.getAnnotation(Doc.class)).as(kind + "." + c.getName()).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyFamilyHasItsPageInTheGuide(String type) throws IOException {
        Path docs =
                Files.exists(Path.of("../resources/docs")) ? Path.of("../resources/docs") : Path.of("resources/docs");
        Path page = docs.resolve("guide/codes/" + type + ".md");
        assertThat(page).exists();
        List<String> lines = Files.readAllLines(page);
        assertThat(lines.getFirst()).startsWith("# ");
        assertThat(lines.stream()
                        .filter(l -> l.startsWith("**"))
                        .map(l -> l.replaceAll("^\\*\\*([^*]+)\\*\\*.*", "$1")))
                .containsExactly("What it is.", "When to use it.", "Parameters.", "Source.");
        assertThat(Files.readString(docs.resolve("guide/codes/index.md"))).contains("(" + type + ".md)");
    }

    @Test
    void recipesWithoutOperatorsAreWrittenAsBeforeThereWereAny() {
        CodebookSpec spec = new CodebookSpec(new CodeFamily.NaturalBinary(), new Assignment.Identity(), 42);
        assertThat(Json.line(SpecCodec.write(spec)))
                .isEqualTo(
                        "{\"family\":{\"type\":\"natural-binary\"},\"assignment\":{\"type\":\"identity\"},\"seed\":42}");
        assertThat(example("natural-binary")).isEqualTo(spec);
    }

    /** Hashes of version 0.1, which runs and papers may quote. */
    @Test
    void oldRecipesGiveTheirOldBits() {
        assertThat(Codebook.build(example("minimal-random"), 1000, folder, Progress.NONE)
                        .hash())
                .isEqualTo("cdca0923b831a037836ff4b75fba809aa5b40ed7c6ba2ff496af0d2181e917a8");
        assertThat(Codebook.build(example("natural-binary"), 1000, folder, Progress.NONE)
                        .hash())
                .isEqualTo("57b14d01bf2a5d2beba8875735831cc2dd915d8b87b13b48e76d3563e944b7b4");
        assertThat(Codebook.build(example("one-hot"), 1000, folder, Progress.NONE)
                        .hash())
                .isEqualTo("21191b46a028fbe471a2d8ff86b033d3e77a81e44f7c93f03e9c36f16139023e");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'bch','length':63,'dimension':12} | 1000 | family.dimension | for n=63 0 or one of 57, 51, 45, 39, 36, 30, 24, 18, 16, 10, 7, 1",
                "{'type':'bch','length':63,'dimension':7} | 1000 | family.dimension | for 1000 tokens at least 10",
                "{'type':'bch','length':64} | 1000 | family.length | such as 63 or 127",
                "{'type':'bch','length':15} | 5000 | family.length | 31 or more",
                "{'type':'bch','length':1023,'dimension':500} | 10 | family.dimension | ..., 553, 543, 533, 523, 513, 503, 493",
                "{'type':'quadratic-residue','length':48} | 1000 | family.length | nearby 47 and 71",
                "{'type':'quadratic-residue','length':7} | 1000 | family.length | 17 and 23 or more",
                "{'type':'golay'} | 5000 | family.extended | at most 4096 tokens",
                "{'type':'cyclic','length':7,'polynomial':'x^4+x^2'} | 2 | family.polynomial | the largest that divides both is x+1, for dimension 6",
                "{'type':'cyclic','length':7,'polynomial':'x**2'} | 2 | family.polynomial | terms such as x^3+x+1",
                "{'type':'cyclic','length':7,'polynomial':'1011'} | 100 | family.polynomial | a length of more than 7",
                "{'type':'reed-muller','order':2,'variables':3} | 1000 | family.variables | 0, or 4 to 16 for order 2",
                "{'type':'reed-muller','order':3,'variables':2} | 4 | family.order | 1 to 2",
                "{'type':'reed-muller','order':1,'variables':0} | 262144 | family.variables | a larger order",
                "{'type':'kerdock','variables':5} | 10 | family.variables | 0, 4, 6, 8 or 10",
                "{'type':'kerdock','variables':4} | 1000 | family.variables | 0, or 6 or more",
                "{'type':'random-dense','bits':5} | 1000 | family.bits | 10 bits or more",
                "{'type':'balanced-columns','bits':5} | 1000 | family.bits | 10 bits or more",
                "{'type':'random-linear','bits':5} | 1000 | family.bits | 10 bits or more",
                "{'type':'constant-weight','bits':10,'weight':2} | 1000 | family.bits | 46 bits or more for weight 2",
                "{'type':'constant-weight','bits':10,'weight':10} | 1 | family.weight | 1 to 9",
                "{'type':'bloom-hash','bits':10,'hashes':2} | 1000 | family.bits | 64 bits or more for 2 hashes",
                "{'type':'concatenated','symbolBits':5} | 10 | family.symbolBits | 4 or 8",
                "{'type':'concatenated','outerLength':17} | 10 | family.outerLength | 1 to 16 for GF(16)",
                "{'type':'concatenated','outerLength':2} | 1000 | family.outerLength | 3 or more",
                "{'type':'concatenated','outerDimension':2} | 1000 | family.outerDimension | 0, or 3 or more",
                "{'type':'convolutional','constraint':12} | 1000 | family.constraint | 3 to 9 bits"
            })
    void impossibleParametersSayWhatIsPossible(String family, int size, String path, String allowed) {
        JsonNode json = Json.parse(Path.of("test"), "{\"family\":" + family.replace('\'', '"') + "}");
        SpecException refused = catchThrowableOfType(
                SpecException.class,
                () -> Codebook.build(SpecCodec.read(CodebookSpec.class, json, "recipe"), size, folder, Progress.NONE));
        assertThat(refused).as(family).isNotNull();
        assertThat(refused.problems()).as(family).hasSize(1);
        assertThat(refused.problems().getFirst().path()).isEqualTo(path);
        assertThat(refused.problems().getFirst().allowed()).contains(allowed);
    }

    /** A recipe made in code is checked as one read from a file. */
    @Test
    void recipesMadeInCodeAreCheckedToo() {
        CodebookSpec spec = new CodebookSpec(new CyclicFamily.Bch(64, 0), new Assignment.Identity(), 42);
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> Codebook.build(spec, 10, folder, Progress.NONE))
                .withMessageContaining("family.length = 64")
                .withMessageContaining("such as 63 or 127");
    }

    @Test
    void codebooksTooLargeAreRefusedBeforeMemoryIsTaken() {
        assertThatExceptionOfType(hammingway.base.WorkbenchException.class)
                .isThrownBy(() -> Codebook.build(example("simplex"), 262_144, folder, Progress.NONE))
                .withMessageContaining("262143 bits each needs")
                .withMessageContaining("Use fewer tokens or shorter codewords");
    }

    @Test
    void aQuarterOfAMillionTokensOfAThousandBits() {
        CodebookSpec spec = SpecCodec.read(
                CodebookSpec.class,
                Json.parse(
                        Path.of("test"),
                        "{\"family\":{\"type\":\"bch\",\"length\":1023},\"operators\":[{\"type\":\"extend-by-parity\"}]}"),
                "recipe");
        Codebook codebook = Codebook.build(spec, 262_144, folder, Progress.NONE);
        assertThat(codebook.length()).isEqualTo(1024);
        assertThat(spec.parameters(262_144)).hasToString("[1024,26,>=480]");
        SplitRandom random = new SplitRandom(5);
        int nearest = 1024;
        for (int i = 0; i < 10_000; i++) {
            int a = random.nextInt(262_144);
            int b = (a + 1 + random.nextInt(262_143)) % 262_144;
            nearest = Math.min(nearest, codebook.bits().distance(a, b));
        }
        assertThat(nearest).isGreaterThanOrEqualTo(480);
    }
}
