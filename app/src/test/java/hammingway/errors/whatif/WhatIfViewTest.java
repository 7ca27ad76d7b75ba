package hammingway.errors.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.errors.subject.Selection;
import hammingway.errors.subject.Subject;
import hammingway.eval.errors.whatif.Sweep;
import hammingway.eval.errors.whatif.WhatIfResult;
import hammingway.eval.trace.Trace;
import hammingway.eval.trace.TraceFacts;
import hammingway.fx.Background;
import hammingway.fx.NoticeBoard;
import hammingway.math.BitMatrix;
import hammingway.math.Npy;
import hammingway.math.SplitRandom;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.TracedRun;
import hammingway.settings.Theme;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularyFolder;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The tab of what-ifs over a small run whose bit 2 is wrong, and surer than the others together, at each odd position. */
@ExtendWith(ApplicationExtension.class)
class WhatIfViewTest {
    private static final int TOKENS = 12;
    private static final int BITS = 8;
    private static final int POSITIONS = 64;

    @TempDir
    private static Path folder;

    private final SimpleObjectProperty<Optional<Subject>> subject = new SimpleObjectProperty<>(Optional.empty());
    private final Selection selection = new Selection();
    private WhatIfViewModel model;
    private final Background background = new Background(new NoticeBoard(Platform::runLater));

    @Start
    void start(Stage stage) throws Exception {
        subject.set(Optional.of(new Subject(run(), Optional.empty())));
        model = new WhatIfViewModel(background, subject, selection);
        WhatIfView view = new WhatIfView(model, new SimpleObjectProperty<>(Theme.LIGHT));
        stage.setScene(new Scene((Parent) view.node(), 900, 800));
        stage.show();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(background::close);
    }

    private static TracedRun run() throws Exception {
        Codebook codebook =
                Codebook.of(BitMatrix.of(TOKENS, BITS, (v, b) -> (((v * 21) >> b) & 1) != 0), Optional.empty());
        Path place = folder.resolve("project").resolve("runs").resolve("known");
        RunSpec spec;
        try (InputStream preset =
                Objects.requireNonNull(RunSpec.class.getResourceAsStream("/hammingway/presets/tinyshakespeare.json"))) {
            JsonNode base = Json.mapper().readTree(preset).path("base");
            ((ObjectNode) base.path("head").path("layer"))
                    .removeAll()
                    .put("type", "softmax")
                    .put("tied", false)
                    .put("bias", true);
            ((ObjectNode) base.path("head").path("loss")).put("type", "cross-entropy");
            spec = SpecCodec.read(RunSpec.class, base, "base"); // the code is the trace's
        }
        StringBuilder counts = new StringBuilder("id,tokenizer_id,count,bytes_hex,text\n");
        for (int v = 0; v < TOKENS; v++) {
            counts.append(v + "," + v + ",1," + Integer.toHexString('a' + v) + ",\"x\"\n");
        }
        Path words = folder.resolve("words");
        AtomicFiles.writeString(words.resolve("counts.csv"), counts.toString());
        Vocabulary vocabulary = VocabularyFolder.read(spec.vocabulary(), words);
        Trace trace = trace(codebook, place.resolve("evaluation").resolve("traces"));
        return new TracedRun(
                new RunFolder(place), spec, place.resolve("evaluation"), trace, Optional.of(codebook), vocabulary);
    }

    private static Trace trace(Codebook codebook, Path place) {
        int[] targets = new int[POSITIONS];
        int[] right = new int[POSITIONS];
        int[] ranks = new int[POSITIONS];
        SplitRandom random = new SplitRandom(5);
        ByteBuffer halves = ByteBuffer.allocate(2 * POSITIONS * BITS).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < POSITIONS; i++) {
            targets[i] = random.nextInt(TOKENS);
            right[i] = BITS - i % 2;
            ranks[i] = i % 2;
            for (int b = 0; b < BITS; b++) {
                boolean one = codebook.bits().get(targets[i], b) != (b == 2 && i % 2 == 1);
                float size = b == 2 ? 9 : 1;
                halves.putShort(Float.floatToFloat16(one ? size : -size));
            }
        }
        ints(place.resolve("starts.npy"), new int[4]);
        ints(place.resolve("targets.npy"), targets);
        ints(place.resolve("predicted.npy"), targets);
        ints(place.resolve("ranks.npy"), ranks);
        ints(place.resolve("right-bits.npy"), right);
        AtomicFiles.write(place.resolve("logprobs.npy"), out -> Npy.writeFloats(out, new float[POSITIONS], POSITIONS));
        AtomicFiles.write(place.resolve("logits.npy"), out -> {
            out.write(Npy.header("<f2", POSITIONS, BITS));
            out.write(halves.array());
        });
        TraceFacts facts = new TraceFacts(
                TraceFacts.FORMAT,
                POSITIONS / 4,
                4,
                BITS,
                TOKENS,
                true,
                "0".repeat(64),
                Optional.of(codebook.hash()),
                new Decoder.LogLikelihood(),
                false,
                1,
                1);
        Json.write(place.resolve("trace.json"), SpecCodec.write(facts));
        return Trace.open(place);
    }

    private static void ints(Path file, int[] values) {
        AtomicFiles.write(file, out -> Npy.writeInts(out, values, values.length));
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> {
            boolean[] met = new boolean[1];
            new FxRobot().interact(() -> {
                try {
                    met[0] = condition.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            return met[0];
        });
    }

    private boolean answered(String description) {
        return !model.lines().isEmpty()
                && !model.working().get()
                && model.lines().getFirst().result().description().equals(description)
                && model.lines().getFirst().result().likelihood().isPresent();
    }

    @Test
    void leavingTheWrongBitOutMendsTheOddPositions(FxRobot robot) throws Exception {
        until(() -> answered("as the run decodes"));
        assertThat(model.lines().getFirst().result().top1().after()).isEqualTo(0.5);
        TextField mask = robot.lookup("#what-if-mask").queryAs(TextField.class);
        robot.interact(() -> mask.setText("2"));
        until(() -> answered("without bits 2"));
        WhatIfResult mended = model.lines().getFirst().result();
        assertThat(mended.top1().after()).isEqualTo(1);
        assertThat(mended.changes()).isEqualTo(new WhatIfResult.Changes(POSITIONS / 2, 0, 0));
        assertThat(robot.lookup("#what-if-baseline").queryAs(Label.class).getText())
                .startsWith("The run, from traces: top-1 50.00%");
        assertThat(robot.lookup("#what-if-command").queryAs(TextField.class).getText())
                .contains("errors what-if known --mask 2");

        TableView<Integer> changed = robot.lookup("#what-if-changed").queryTableView();
        assertThat(changed.getItems()).hasSize(POSITIONS / 2);
        robot.interact(() -> changed.getSelectionModel().select(3));
        assertThat(selection.position().get()).isEqualTo(7);

        robot.interact(() -> mask.setText("2, 99"));
        until(() ->
                robot.lookup("#what-if-message").queryAs(Label.class).getText().contains("0 to 7"));
        robot.interact(() -> mask.setText("2"));
        robot.interact(() -> robot.lookup("#what-if-all").queryButton().fire());
        until(() -> model.lines().size() >= 8 && !model.working().get());
        assertThat(model.lines())
                .filteredOn(l -> l.kept())
                .hasSize(8)
                .allMatch(l -> l.result().top1().after() == 1);

        robot.interact(() -> model.vary(Sweep.MASKED));
        until(() -> model.curve().get().isPresent());
        assertThat(model.curve().get().orElseThrow().top1()).startsWith(0.5);
        robot.interact(() -> robot.lookup("#what-if-save").queryButton().fire());
        Path csv = folder.resolve("project").resolve("exports").resolve("known-what-if-changed.csv");
        until(() -> Files.exists(csv));
        assertThat(csv)
                .content()
                .startsWith("position,window,token_of_window,change")
                .contains("\n7,0,7,gained,");
    }
}
