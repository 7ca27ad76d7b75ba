package hammingway.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.Engine;
import hammingway.SharedFolder;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.code.decode.Decoder;
import hammingway.data.DataPreparation;
import hammingway.data.DataSpec;
import hammingway.data.PreparedData;
import hammingway.data.TextSource;
import hammingway.head.DecisionLayer;
import hammingway.head.Head;
import hammingway.head.HeadSpec;
import hammingway.head.Loss;
import hammingway.math.SplitRandom;
import hammingway.model.Backbone;
import hammingway.model.ModelConfig;
import hammingway.model.Trunk;
import hammingway.model.checkpoint.Pretrained;
import hammingway.torch.ParameterSet;
import hammingway.torch.Precision;
import hammingway.torch.Torch;
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.VocabularySpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A GPT-2 that PyTorch trained on Shakespeare, from its text to its accuracy: tokenizer, data, trunk, tied softmax, evaluation. */
class ShakespeareTest {
    @TempDir
    Path project;

    @Test
    void evaluatesATrainedModelAsPyTorchDid() {
        Path folder = SharedFolder.require("reference/gpt2-shakespeare").toAbsolutePath();
        Path text = SharedFolder.require("data/tinyshakespeare.txt").toAbsolutePath();
        JsonNode expected = Json.read(folder.resolve("expected.json"));
        int context = expected.path("window").asInt();
        PreparedData data = DataPreparation.prepare(
                project,
                new VocabularySpec(
                        new TokenizerSource.TokenizerFile(
                                folder.resolve("tokenizer.json").toString()),
                        VocabularySpec.TokenOrder.TOKENIZER,
                        0),
                new DataSpec(
                        new TextSource.TextFile(text.toString(), "", 0),
                        0.1,
                        DataSpec.Split.TAIL,
                        0,
                        DataSpec.Packing.STREAM),
                context,
                Progress.NONE);
        List<Integer> first = new ArrayList<>();
        expected.path("val_first_ids").forEach(id -> first.add(id.asInt()));
        for (int i = 0; i < first.size(); i++) {
            assertThat(data.validation().get(i)).as("validation id %d", i).isEqualTo(first.get(i));
        }

        Torch torch = Engine.torch();
        ModelConfig config = Pretrained.read(folder).config();
        Backbone backbone = config.backbone();
        assertThat(config.tied()).isTrue();
        assertThat(data.vocabulary().size()).isEqualTo(config.vocabulary());
        HeadSpec spec = new HeadSpec(
                new DecisionLayer.Softmax(true, false), new Loss.CrossEntropy(), false, new Decoder.LogLikelihood());
        try (ParameterSet parameters = new ParameterSet(torch, Precision.FLOAT32)) {
            Trunk trunk = Trunk.create(torch, backbone, config.vocabulary(), parameters, new SplitRandom(1), folder);
            Head head = Head.create(
                    torch,
                    spec,
                    Optional.empty(),
                    new Head.Frame(
                            trunk.width(), trunk.embedding(), data.vocabulary().counts()),
                    parameters,
                    new SplitRandom(1));
            EvaluationResult result = new Evaluator(torch, trunk, head, data)
                    .evaluate(
                            new EvaluationSpec(expected.path("windows").asInt(), 1, 16, false, false),
                            Optional.empty(),
                            Progress.NONE);
            double loss = expected.path("val_loss_nats").asDouble();
            assertThat(result.tokens()).isEqualTo(64 * 128);
            assertThat(result.lossNats()).isCloseTo(loss, within(1e-3));
            assertThat(result.likelihood().nats()).isCloseTo(loss, within(1e-3));
            assertThat(result.accuracy().top1())
                    .isEqualTo(expected.path("val_top1").asDouble());
            assertThat(result.accuracy().top5())
                    .isEqualTo(expected.path("val_top5").asDouble());
        }
    }
}
