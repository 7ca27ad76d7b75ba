package hammingway.run.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.math.SplitRandom;
import hammingway.run.Project;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {
    private static final ObjectNode BASE = SpecCodec.write(Study.run("quickstart:random 50 bits", Study.Options.NONE));

    private static Sweep sweep(Sweep.Order order, String... vary) {
        return Sweep.of(BASE, List.of(vary).stream().map(Axis::parse).toList(), order, s -> List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1e-3, 3e-3 | 1e-3;3e-3",
                "1..5 | 1;2;3;4;5",
                "10..100 step 30 | 10;40;70;100",
                "10..20 step 7 | 10;17",
                "0..1 step 0.25 | 0;0.25;0.5;0.75;1",
                "1e-4..1e-1 log 4 | 0.0001;0.001;0.01;0.1",
                "1..1000 log 4 | 1;10;100;1000",
                "1..2 log 9 | 1;2",
                "7 | 7",
                "5..5 | 5",
                "-2..1 | -2;-1;0;1",
                "16, 1..3, 99 | 16;1;2;3;99",
                "{\"type\":\"bce-mean\"}, {\"a\":[1,2]} | {\"type\":\"bce-mean\"};{\"a\":[1,2]}",
                "\"a, b\",c | \"a, b\";c",
                "../x.txt | ../x.txt",
                "bce-mean,bce-sum | bce-mean;bce-sum"
            })
    void valuesAreReadAsTyped(String text, String values) {
        assertThat(Values.parse("f", text)).containsExactly(values.split(";"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1,,2",
                ",",
                "1,",
                "5..1",
                "0.1..0.5",
                "1..5 step 0",
                "1..5 step -1",
                "0..10 log 3",
                "1..10 log 1",
                "1..10 log 2.5",
                "1..99999999999",
                "0..1 step 1e-9",
                "1..10 log 1000000"
            })
    void hostileValuesAreRefusedWithWhatIsAllowed(String text) {
        assertThatThrownBy(() -> Values.parse("training.batch", text))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .satisfies(p -> assertThat(p.path()).isEqualTo("training.batch")));
    }

    /** Random grids against plain nested loops. */
    @Test
    void aGridIsANestedLoop() {
        long seed = System.nanoTime();
        SplitRandom random = new SplitRandom(seed);
        for (int round = 0; round < 60; round++) {
            List<Integer> batches = some(random, 64);
            List<Integer> hidden = some(random, 300);
            List<Integer> seeds = some(random, 1000);
            List<String> expected = new ArrayList<>();
            for (int b : batches) {
                for (int h : hidden) {
                    for (int s : seeds) {
                        expected.add(b + " " + h + " " + s);
                    }
                }
            }
            Sweep sweep = sweep(
                    Sweep.Order.GRID,
                    "training.batch=" + joined(batches),
                    "codebook.family.randomBits=" + joined(hidden),
                    "seed=" + joined(seeds));
            assertThat(sweep.wrong()).as("seed %d", seed).isEmpty();
            assertThat(sweep.runs().stream()
                            .map(r -> r.training().batch() + " "
                                    + (r.codebook().orElseThrow().bits(1000) - 10) + " " + r.seed()))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(expected);
            assertThat(sweep.points().stream().map(Point::name)).doesNotHaveDuplicates();
        }
    }

    private static List<Integer> some(SplitRandom random, int most) {
        return java.util.stream.IntStream.range(0, 1 + random.nextInt(4))
                .map(i -> 1 + random.nextInt(most))
                .distinct()
                .boxed()
                .toList();
    }

    private static String joined(List<Integer> values) {
        return String.join(", ", values.stream().map(String::valueOf).toList());
    }

    @Test
    void aListGoesSideBySide() {
        Sweep sweep = sweep(Sweep.Order.LIST, "training.batch=8,16", "seed=1..2", "training.steps=100");
        assertThat(sweep.runs().stream().map(RunSpec::name)).containsExactly("batch=8, seed=1", "batch=16, seed=2");
        assertThatThrownBy(() -> sweep(Sweep.Order.LIST, "training.batch=8,16", "seed=1..3"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("as many values as the longest list, 3");
    }

    @Test
    void kindsBringWhatTheyNeed() {
        Sweep sweep = sweep(
                Sweep.Order.GRID,
                "codebook.family.bits=63",
                "codebook.family.type=random-dense,gray",
                "head.layer=linear-code,softmax,one-vs-all");
        assertThat(sweep.points()).hasSize(6);
        // a softmax has no codebook whose bits could be set, and Gray's code no length; that is told, not hidden
        assertThat(sweep.points().stream().filter(Point::valid).map(Point::name))
                .contains("type=random-dense, layer=linear-code".replace("type", "family"));
        Sweep layers = sweep(Sweep.Order.GRID, "head.layer=linear-code,softmax,one-vs-all");
        assertThat(layers.wrong()).isEmpty();
        assertThat(layers.runs().get(1).codebook()).isEmpty();
    }

    @Test
    void whatCannotBeIsKeptWithItsReason() {
        Sweep sweep = sweep(Sweep.Order.GRID, "training.steps=10,300", "seed=1,-1,x");
        assertThat(sweep.points()).hasSize(6);
        assertThat(sweep.runs()).hasSize(1); // 10 steps are fewer than the warm-up
        assertThat(sweep.wrong()).allSatisfy(p -> assertThat(p.problems()).isNotEmpty());
        assertThat(sweep(Sweep.Order.GRID, "nothing.here=1").wrong()).hasSize(1);
        assertThat(sweep(Sweep.Order.GRID, "seed=3,3").wrong())
                .singleElement()
                .satisfies(p -> assertThat(p.problems().getFirst().allowed()).contains("runs that differ"));
        assertThatThrownBy(() -> sweep(Sweep.Order.GRID, "seed=1..5000", "training.batch=1..5000"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("10000");
    }

    @Test
    void theStudyFileRepeatsIt(@TempDir Path folder) {
        Project project = Project.create(folder.resolve("p"), "p");
        Sweep grid = sweep(Sweep.Order.GRID, "training.schedule.peak=1e-3,3e-3", "seed=1..3");
        StudyFile.Kept kept = StudyFile.write(project, grid, "lr and seed");
        assertThat(kept.study().runs()).containsExactlyElementsOf(grid.runs());
        assertThat(kept.file()).hasFileName("lr-and-seed.json").content().contains("\"product\"");
        assertThat(StudyFile.write(project, grid, "lr and seed").file()).isEqualTo(kept.file());
        Sweep other = sweep(Sweep.Order.LIST, "training.batch=8,16", "seed=1..2");
        StudyFile.Kept second = StudyFile.write(project, other, "lr and seed");
        assertThat(second.file()).hasFileName("lr-and-seed-2.json");
        assertThat(second.study().runs()).containsExactlyElementsOf(other.runs());
    }

    /** Points that are left out, and kinds whose fields depend on each other, are written run by run. */
    @Test
    void aGridWithHolesIsWrittenRunByRun(@TempDir Path folder) {
        Project project = Project.create(folder.resolve("p"), "p");
        Sweep holes = sweep(Sweep.Order.GRID, "head.layer=linear-code,softmax", "codebook.family.randomBits=10,20");
        assertThat(holes.runs()).hasSize(2);
        StudyFile.Kept kept = StudyFile.write(project, holes, "holes");
        assertThat(kept.study().runs()).containsExactlyElementsOf(holes.runs());
    }

    /** A code learned from the rows of another run of the sweep must wait for it. */
    @Test
    void sourcesComeFirst(@TempDir Path folder) {
        Project project = Project.create(folder.resolve("p"), "p");
        Sweep sweep = sweep(
                Sweep.Order.LIST,
                "head.layer=linear-code,softmax",
                "codebook={\"family\":{\"type\":\"itq\",\"bits\":20,\"source\":{\"type\":\"softmax-run\",\"run\":\"layer=softmax, codebook=null\"}},\"assignment\":{\"type\":\"identity\"},\"seed\":1},null");
        assertThat(sweep.wrong()).isEmpty();
        List<RunSpec> runs = StudyFile.write(project, sweep, "learned").study().runs();
        assertThat(runs.getFirst().codebook()).isEmpty();
        assertThat(runs.getLast().codebook()).isPresent();
    }
}
