package hammingway.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import hammingway.data.PreparedData;
import hammingway.torch.Torch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code environment.json}: everything beside the specification that a run's figures may depend on. A run that is continued elsewhere
 * keeps what it had {@code before}.
 */
final class Provenance {
    private Provenance() {}

    /**
     * @param engine     which PyTorch, for people
     * @param checkpoint SHA-256 of the model that the run begins with
     */
    static void write(
            RunFolder run,
            RunSpec spec,
            String engine,
            Torch torch,
            PreparedData data,
            Optional<Codebook> codebook,
            Optional<String> checkpoint) {
        ObjectNode json = Json.object();
        json.put(
                "hammingway",
                Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
                        .orElse("development"));
        SourceCommit.ofThisProgram().ifPresent(c -> json.put("commit", c));
        json.put("java", System.getProperty("java.version"))
                .put("javaVm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        json.put("pytorch", Torch.version());
        json.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        Machine.processor().ifPresent(p -> json.put("processor", p));
        if (Machine.memoryBytes() > 0) {
            json.put("memoryBytes", Machine.memoryBytes());
        }
        json.put("processors", Runtime.getRuntime().availableProcessors()).put("threads", torch.threads());
        json.put("device", torch.device())
                .put("engine", engine)
                .put("seed", spec.seed())
                .put("specSha256", spec.hash());
        json.put("dataSha256", data.hash());
        codebook.ifPresent(c -> json.put("codebookSha256", c.hash()));
        checkpoint.ifPresent(sha -> json.put("checkpointSha256", sha));
        if (Files.exists(run.codebookSources())) {
            json.set("codebookSources", Json.read(run.codebookSources()).path("sources"));
        }
        json.put("vocabulary", data.vocabulary().size()).put("foldedShareTraining", data.foldedTraining());
        data.instructions().ifPresent(i -> json.set("instructions", SpecCodec.write(i.facts())));
        Path file = run.environment();
        if (Files.exists(file) && Json.read(file) instanceof ObjectNode before) {
            remember(before, json);
        }
        Json.write(file, json);
    }

    /** Equal environments are one. */
    private static void remember(ObjectNode before, ObjectNode now) {
        ArrayNode all = before.remove("before") instanceof ArrayNode earlier ? earlier : now.arrayNode();
        if (!before.equals(now)) {
            all.add(before);
        }
        if (!all.isEmpty()) {
            now.set("before", all);
        }
    }
}
