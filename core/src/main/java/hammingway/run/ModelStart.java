package hammingway.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.model.checkpoint.CheckpointFolder;
import hammingway.model.checkpoint.Pretrained;
import hammingway.torch.Safetensors;
import java.nio.file.Path;

/** Puts a specification that is being edited on a pretrained model, and takes it off again. What the model does not decide stays. */
public final class ModelStart {
    private static final String CHECKPOINT = "checkpoint";

    private ModelStart() {}

    /**
     * The specification on a model: its backbone, its tokenizer, and a softmax layer that is tied exactly when the model's is.
     *
     * @param folder absolute, and named so
     * @throws WorkbenchException when the folder is no model that is read, or lacks the tokenizer
     */
    public static ObjectNode on(ObjectNode spec, Path folder) {
        ObjectNode next = spec.deepCopy();
        FromModel.into(next, folder);
        boolean tied = Pretrained.read(folder).config().tied();
        if (SpecKinds.at(next, "head.layer") instanceof ObjectNode layer
                && layer.path("type").asText().equals("softmax")) {
            layer.put("tied", tied);
            if (tied) {
                layer.put("bias", false);
            }
        }
        return next;
    }

    /** The same with a folder within the project named from there. */
    public static ObjectNode on(ObjectNode spec, Path project, Path folder) {
        ObjectNode next = on(spec, folder);
        if (next.path("backbone") instanceof ObjectNode backbone) {
            backbone.put(CHECKPOINT, named(project, folder));
        }
        if (SpecKinds.at(next, "vocabulary.tokenizer") instanceof ObjectNode tokenizer) {
            tokenizer.put("path", named(project, folder.resolve("tokenizer.json")));
        }
        return next;
    }

    /**
     * Looks at a folder, without reading weights.
     *
     * @throws WorkbenchException with what is wrong first, when a run cannot start from it; a missing output matrix is only told
     */
    public static CheckpointFolder checked(Path folder, Progress progress) {
        CheckpointFolder found = CheckpointFolder.of(folder, false, progress);
        if (!found.problems().isEmpty() && !whole(folder)) {
            int more = found.problems().size() - 1;
            throw new WorkbenchException(found.problems().getFirst()
                    + (more == 0 ? "" : " (and " + more + " more: the command checkpoint lists them)"));
        }
        return found;
    }

    /** Whether all that is below the decision layer is there. */
    private static boolean whole(Path folder) {
        try (Safetensors file = Safetensors.open(folder)) {
            return Pretrained.read(folder).weights().problems(file).isEmpty();
        } catch (WorkbenchException unused) { // it is told as a problem of the folder
            return false;
        }
    }

    /** The same shape with random weights, all of which are trained. */
    public static ObjectNode off(ObjectNode spec) {
        ObjectNode next = TuningChoice.ALL.into(spec);
        if (next.path("backbone") instanceof ObjectNode backbone) {
            backbone.remove(CHECKPOINT);
        }
        if (next.path("training") instanceof ObjectNode training) {
            training.put("keepHiddenStates", false);
        }
        return next;
    }

    private static String named(Path project, Path file) {
        Path base = project.toAbsolutePath().normalize();
        Path whole = file.toAbsolutePath().normalize();
        return whole.startsWith(base) ? base.relativize(whole).toString().replace('\\', '/') : whole.toString();
    }
}
