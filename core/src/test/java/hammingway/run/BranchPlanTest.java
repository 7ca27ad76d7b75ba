package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that go on from other runs' checkpoints, in real workers. */
class BranchPlanTest {
    @TempDir
    Path folder;

    /** Where the learning rate is constant, 12 steps and 18 more are 30 steps, bit for bit, dropout and all. */
    @Test
    void anExtendedRunIsALongRun() throws Exception {
        String[] constant = {"training.schedule.shape", "constant", "training.checkpointEvery", "0"};
        RunFolder straight = Runs.create(folder.resolve("straight"), constant);
        assertThat(Runs.carryOut(straight)).as(Runs.text(straight.log())).isZero();
        RunSpec shorter = Runs.spec(
                "training.schedule.shape", "constant", "training.checkpointEvery", "0", "training.steps", "12");
        RunFolder first = Project.openOrCreate(folder.resolve("parts"), "test").create(shorter);
        assertThat(Runs.carryOut(first)).as(Runs.text(first.log())).isZero();
        List<Path> before = Runs.files(first.path());

        BranchPlan plan = BranchPlan.extend(first, 30);
        assertThat(plan.told())
                .contains("Steps 13 to 30")
                .contains("was 0.0100 at step 12; it is 0.0100 at step 13 and stays there.");
        RunFolder longer = plan.create();
        assertThat(longer.spec().name()).isEqualTo("tiny to step 30");
        assertThat(longer.status().state()).isEqualTo(RunStatus.State.WAITING);
        assertThat(Runs.carryOut(longer)).as(Runs.text(longer.log())).isZero();

        assertThat(Runs.losses(first)).isEqualTo(Runs.losses(straight).subList(0, 12));
        assertThat(Runs.losses(longer)).isEqualTo(Runs.losses(straight).subList(12, 30));
        for (String name : List.of("model.safetensors", "optimizer.safetensors", "state.json")) {
            assertThat(Runs.bytes(longer.checkpoints().getLast().resolve(name)))
                    .as(name)
                    .isEqualTo(Runs.bytes(straight.checkpoints().getLast().resolve(name)));
        }
        assertThat(Runs.bytes(longer.evaluation().resolve("metrics.json")))
                .isEqualTo(Runs.bytes(straight.evaluation().resolve("metrics.json")));
        assertThat(first.status().state()).isEqualTo(RunStatus.State.FINISHED);
        assertThat(Runs.files(first.path())).as("the finished run is as it was").isEqualTo(before);
        Branch branch = Branch.of(longer).orElseThrow();
        assertThat(branch.run()).isEqualTo(first.id());
        assertThat(branch.step()).isEqualTo(12);
        assertThat(branch.changes()).containsExactly(new Branch.Change("training.steps", "12", "30"));
        assertThat(Project.open(folder.resolve("parts")).find(Runs.spec(constant)))
                .as("a branch is not the run of its specification alone")
                .isEmpty();
        assertThat(Runs.temporaryFiles(folder)).isEmpty();
        assertThat(RunDifference.of(first, longer).lines())
                .extracting(RunDifference.Line::part, RunDifference.Line::field)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(RunDifference.Part.SPECIFICATION, "training.steps"),
                        org.assertj.core.groups.Tuple.tuple(RunDifference.Part.ORIGIN, "run"),
                        org.assertj.core.groups.Tuple.tuple(RunDifference.Part.RESULTS, "likelihood.perplexity"))
                .noneMatch(t -> t.toList().contains("dataSha256") || t.toList().contains("codebookSha256"));
    }

    @Test
    void branchesFromAnEarlierCheckpointWithOtherSettings() throws Exception {
        RunFolder run = Runs.create(folder);
        assertThat(Runs.carryOut(run)).as(Runs.text(run.log())).isZero();
        RunFolder branch = BranchPlan.of(
                        run,
                        Optional.of("25"),
                        Map.of("training.schedule.peak", "0.002", "seed", "7", "head.loss.type", "bce-sum"),
                        "colder")
                .create();
        assertThat(Runs.carryOut(branch)).as(Runs.text(branch.log())).isZero();
        RunStatus status = branch.status();
        assertThat(status.state()).isEqualTo(RunStatus.State.FINISHED);
        assertThat(status.steps().getFirst().step()).isEqualTo(26);
        assertThat(status.started().orElseThrow().fromStep()).isEqualTo(25);
        assertThat(Runs.bytes(branch.codebook())).isEqualTo(Runs.bytes(run.codebook()));
        assertThat(branch.spec().name()).isEqualTo("colder");
        assertThatThrownBy(() -> BranchPlan.of(
                                run,
                                Optional.of("25"),
                                Map.of("training.schedule.peak", "0.002", "seed", "7", "head.loss.type", "bce-sum"),
                                "colder")
                        .create())
                .hasMessageContaining("exists already");
    }

    @Test
    void refusesWhatTheTensorsDoNotFitAndSaysWhy() throws Exception {
        RunFolder run = Runs.create(folder, "training.steps", "5");
        assertThatThrownBy(() -> BranchPlan.extend(run, 10))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("no checkpoint");
        assertThat(Runs.carryOut(run)).as(Runs.text(run.log())).isZero();
        assertThatThrownBy(() -> BranchPlan.of(run, Optional.of("step-4"), Map.of(), ""))
                .hasMessageContaining("It has step-00000005");
        assertThatThrownBy(() -> BranchPlan.extend(run, 5)).hasMessageContaining("more than the 5 steps");
        assertThatThrownBy(() -> BranchPlan.of(
                        run,
                        Optional.empty(),
                        Map.of("backbone.width", "32", "codebook.family.randomBits", "12", "training.steps", "9"),
                        ""))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("backbone.width")
                .hasMessageContaining("16, as in the run branched from")
                .hasMessageContaining("codebook.family.randomBits");
        assertThatThrownBy(() -> BranchPlan.of(run, Optional.empty(), Map.of("training.batch", "0"), ""))
                .hasMessageContaining("training.batch");
        assertThat(Project.open(folder).runs()).containsExactly(run);
    }
}
