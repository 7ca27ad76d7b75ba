package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.Engine;
import hammingway.SharedFolder;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.head.Head;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import hammingway.model.Adapters;
import hammingway.model.Trunk;
import hammingway.model.checkpoint.Pretrained;
import hammingway.run.estimate.Ingredients;
import hammingway.run.estimate.Machine;
import hammingway.run.estimate.TuningOffer;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A specification put on a pretrained model, and what is trained of it. */
class TuningChoiceTest {
    @TempDir
    Path folder;

    private static ObjectNode quick(String run) {
        return SpecCodec.write(Study.run("quickstart:" + run, new Study.Options("", 1, 1, Map.of())));
    }

    private static RunSpec read(ObjectNode json) {
        return SpecCodec.read(RunSpec.class, json, "the run");
    }

    private static long built(RunSpec spec, int v, int n) {
        Torch torch = Engine.torch();
        try (ParameterSet parameters = spec.parameters(torch)) {
            SplitRandom random = new SplitRandom(3);
            Trunk.Plan plan = new Trunk.Plan(
                    torch, v, parameters, random, Path.of(""), spec.training().tuning());
            Trunk trunk = Trunk.create(spec.backbone().fresh(), plan);
            Optional<Codebook> book = spec.codebook()
                    .map(c -> Codebook.of(BitMatrix.of(v, n, (r, b) -> (r >> b & 1) == 1), Optional.empty()));
            Head.Frame frame = new Head.Frame(trunk.width(), trunk.embedding(), new long[v]);
            Head.create(torch, spec.head(), book, frame, parameters, random);
            return parameters.trainableCount();
        }
    }

    /** Each choice, with a tied softmax and with a code, in each family: the counts are those of the model that is built. */
    @Test
    void trainedParametersAreThoseOfTheModelThatIsBuilt() {
        List<String> models = List.of("gpt2-tied", "llama-gqa", "opt-projected", "qwen2");
        for (String model : models) {
            Path path = SharedFolder.require("reference/checkpoints/" + model).toAbsolutePath();
            for (String run : List.of("softmax", "random 50 bits")) {
                ObjectNode json = quick(run);
                json.set("backbone", SpecCodec.write((Record)
                        Pretrained.read(path).config().backbone()));
                SpecCodec.set(json, "vocabulary.order", "tokenizer");
                for (TuningChoice choice : TuningChoice.values()) {
                    RunSpec spec = read(choice.into(json));
                    int n = spec.codebook().isPresent() ? 50 : 0;
                    assertThat(TrainedParameters.of(spec, 37, n))
                            .as(model + ", " + run + ", " + choice)
                            .isEqualTo(built(spec, 37, n));
                }
            }
        }
    }

    @Test
    void aModelIsBegunWithAndForgotten() throws IOException {
        Path model = SharedFolder.require("reference/gpt2-shakespeare").toAbsolutePath();
        ObjectNode json = quick("softmax");
        SpecCodec.set(json, "training.schedule.peak", "0.5");
        SpecCodec.set(json, "head.layer.tied", "false");
        ObjectNode on = ModelStart.on(json, folder, model);
        RunSpec spec = read(on);
        assertThat(spec.backbone().checkpoint()).contains(model.normalize().toString());
        assertThat(spec.training().schedule().peak()).isEqualTo(0.5);
        assertThat(SpecKinds.at(on, "head.layer.tied").asBoolean()).isTrue();
        assertThat(Adapters.kinds(spec.backbone())).containsExactly("c_attn", "c_proj", "c_fc");
        ObjectNode alone = TuningChoice.HEAD.into(on); // the head alone needs a matrix of its own
        read(alone);
        assertThat(SpecKinds.at(alone, "head.layer.tied").asBoolean()).isFalse();
        RunSpec off = read(ModelStart.off(alone));
        assertThat(off.backbone()).isEqualTo(spec.backbone().fresh());
        assertThat(TuningChoice.of(SpecCodec.write(off))).contains(TuningChoice.ALL);

        Path inside = Files.createDirectory(folder.resolve("m"));
        Files.copy(model.resolve("config.json"), inside.resolve("config.json"));
        assertThatThrownBy(() -> ModelStart.on(json, folder, inside))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("tokenizer.json");
        Files.copy(model.resolve("tokenizer.json"), inside.resolve("tokenizer.json"));
        assertThat(read(ModelStart.on(json, folder, inside)).backbone().checkpoint())
                .contains("m");
    }

    @Test
    void whatHasNoRoomIsToldWithWhatHas() {
        Path model = SharedFolder.require("reference/gpt2-shakespeare").toAbsolutePath();
        RunSpec spec = read(ModelStart.on(quick("random 50 bits"), folder, model));
        Ingredients with = new Ingredients(1024, true, 50);
        List<TuningOffer> offers = TuningOffer.of(spec, with);
        assertThat(offers).extracting(TuningOffer::choice).containsExactly(TuningChoice.values());
        assertThat(offers.getLast().trained()).isEqualTo(50L * 129); // d = 128 and a bias, a bit
        ObjectNode adapted = TuningChoice.LORA.into(SpecCodec.write(spec));
        SpecCodec.set(adapted, "training.tuning.targets", "[\"all-linear\"]");
        long trained = TrainedParameters.of(read(adapted), 1024, 50);
        assertThat(trained).isEqualTo(16 * 2048L * 4 + 50 * 129); // inputs and outputs of four layers, in four blocks
        assertThat(TuningOffer.of(read(adapted), with).get(2).trained()).isEqualTo(trained);
        long all = offers.getFirst().estimate().memory().total();
        assertThat(TuningOffer.advice(spec, with, new Machine(all, 0))).isEmpty();
        assertThat(TuningOffer.advice(spec, with, new Machine(1_000_000, 0)))
                .hasValueSatisfying(a -> assertThat(a).contains("no room", "Choose a smaller model"));
    }
}
