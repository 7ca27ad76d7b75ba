package hammingway.shell;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookSpec;
import hammingway.code.analysis.Distances;
import hammingway.control.MatrixPicture;
import hammingway.control.MatrixView;
import hammingway.design.book.DesignContext;
import hammingway.design.book.DistanceSource;
import hammingway.design.book.Preview;
import hammingway.design.book.RowOrder;
import hammingway.math.BitMatrix;
import hammingway.run.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;

/** The Hamming distance matrix of each code family, as the guide's page on it shows. */
final class CodePictures {
    /** Few enough that a cell is two pixels wide and the structure is seen. */
    private static final int TOKENS = 128;

    private static final double SIDE = 256;

    private static final long SEED = 42;

    private final Pictures pictures;
    private final Project project;
    private final Path folder;

    CodePictures(Pictures pictures, Project project, Path folder) {
        this.pictures = pictures;
        this.project = project;
        this.folder = folder;
    }

    /**
     * A page's example.
     *
     * @param page   the family's page, and the picture's name
     * @param family JSON
     * @param order  of the rows
     */
    private record Example(String page, String family, RowOrder order) {
        static Example of(String page, String fields) {
            return new Example(page, "{\"type\": \"" + page + "\"" + fields + "}", RowOrder.ID);
        }

        /** Of codes that are learned from a text, near codewords together: these are its groups. */
        static Example learned(String page) {
            return new Example(page, "{\"type\": \"" + page + "\"}", RowOrder.CLUSTER);
        }
    }

    private static List<Example> examples(Path imported) {
        return List.of(
                Example.of("one-hot", ""),
                Example.of("natural-binary", ""),
                Example.of("gray", ""),
                Example.of(
                        "explicit-import",
                        ", \"file\": \"" + imported.toString().replace("\\", "/") + "\""),
                Example.of("minimal-random", ", \"randomBits\": 40"),
                Example.of("random-dense", ", \"bits\": 50"),
                Example.of("balanced-columns", ", \"bits\": 50"),
                Example.of("constant-weight", ", \"bits\": 64, \"weight\": 4"),
                Example.of("bloom-hash", ""),
                Example.of("random-linear", ""),
                Example.of("simplex", ""),
                Example.of("hadamard", ""),
                Example.of("reed-muller", ""),
                Example.of("kerdock", ""),
                Example.of("bch", ", \"length\": 63"),
                Example.of("golay", ""),
                Example.of("quadratic-residue", ", \"length\": 31"),
                Example.of("cyclic", ""),
                Example.of("convolutional", ""),
                Example.of("concatenated", ""),
                Example.learned("itq"),
                Example.learned("sign-pca"));
    }

    /** @param scratch for a file to import */
    void take(Path scratch) {
        Path imported = scratch.resolve("codewords.csv");
        AtomicFiles.writeString(imported, families());
        for (Example example : examples(imported.toAbsolutePath())) {
            take(example);
        }
    }

    /** 32 random words of 64 bits, each with three others that differ from it in a few bits: what no family gives. */
    private static String families() {
        Random random = new Random(SEED);
        StringBuilder lines = new StringBuilder("token_id,token,code\n");
        for (int token = 0; token < TOKENS; token += 4) {
            long word = random.nextLong();
            for (int member = 0; member < 4; member++) {
                long own = word ^ (member == 0 ? 0 : 0x0101_0101_0101_0101L << member);
                String bits = String.format("%64s", Long.toBinaryString(own)).replace(' ', '0');
                lines.append(token + member).append(",\"\",").append(bits).append('\n');
            }
        }
        return lines.toString();
    }

    private void take(Example example) {
        CodeFamily family =
                SpecCodec.read(CodeFamily.class, Json.parse(Path.of(example.page()), example.family()), example.page());
        boolean learned = example.order() == RowOrder.CLUSTER;
        String words = project.vocabularies().names().getFirst();
        int tokens = learned ? project.vocabularies().facts(words).tokens() : TOKENS;
        DesignContext context = new DesignContext(tokens, Optional.of(project), words, Optional.empty(), Progress.NONE);
        CodebookSpec recipe = new CodebookSpec(family, new Assignment.Identity(), SEED);
        Codebook book = first(Codebook.build(recipe, context, Progress.NONE));
        Distances distances = Distances.of(book, Progress.NONE);
        String title = heading(example.page()) + ": n = " + book.length() + ", d = " + distances.minimum();
        MatrixPicture drawing = drawn(book, example.order(), new Preview.Range(0, greatest(distances)), title);
        Path file = folder.resolve(example.page() + ".png");
        AtomicFiles.write(file, out -> out.write(drawing.png(1)));
        pictures.tell(file + "  " + title);
    }

    private static int greatest(Distances distances) {
        return IntStream.range(0, distances.histogram().size())
                .filter(d -> distances.histogram().get(d) > 0)
                .max()
                .orElseThrow();
    }

    /** Codewords of the first tokens, which are the most frequent ones where a text was counted. */
    private static Codebook first(Codebook book) {
        return Codebook.of(
                BitMatrix.of(TOKENS, book.length(), (row, bit) -> book.bits().get(row, bit)), Optional.empty());
    }

    private static String heading(String page) {
        return GuideViewModel.read("codes/" + page + ".md")
                .flatMap(text -> text.lines().findFirst())
                .map(line -> line.replaceFirst("# ", ""))
                .orElseThrow(() -> new IllegalStateException("the guide has no page on " + page));
    }

    /** Drawn by the designer's own view. */
    private MatrixPicture drawn(Codebook book, RowOrder order, Preview.Range colors, String title) {
        int[] rows = order.tokens(book, Optional.empty(), Progress.NONE);
        DistanceSource source = new DistanceSource(book, rows, Integer::toString, colors);
        MatrixView view = Pictures.onScreen(() -> {
            MatrixView made = new MatrixView();
            made.resize(MatrixView.GUTTER + SIDE, MatrixView.GUTTER + SIDE);
            new Scene(new Pane(made));
            made.setSource(source);
            return made;
        });
        pictures.until(() -> {
            view.layout();
            return view.shownProperty().get().isPresent() && view.settled();
        });
        return Pictures.onScreen(() -> {
            MatrixPicture drawing = view.drawing(title).orElseThrow();
            view.close();
            return drawing;
        });
    }
}
