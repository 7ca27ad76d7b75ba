package hammingway.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;

/** Ways to train a pretrained model that a run is offered, each with what must change along so that the run can be. */
public enum TuningChoice {
    ALL("All weights", "full", "Backbone and decision layer"),
    LAST_BLOCK("Last block", "last-layers", "The decision layer, the last block and what follows it"),
    LORA("LoRA", "lora", "The decision layer and low-rank changes of some matrices"),
    HEAD("Head only", "head-only", "The decision layer alone; the backbone stays as it is");

    private static final String PATH = "training.tuning";

    private final String label;
    private final String kind;
    private final String meaning;

    TuningChoice(String label, String kind, String meaning) {
        this.label = label;
        this.kind = kind;
        this.meaning = meaning;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** What is trained, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** Of {@code training.tuning} in files. */
    public String kind() {
        return kind;
    }

    /** The choice that a specification has made. */
    public static Optional<TuningChoice> of(ObjectNode spec) {
        String kind = SpecKinds.at(spec, PATH + ".type").asText();
        return Arrays.stream(values()).filter(c -> c.kind.equals(kind)).findFirst();
    }

    /**
     * The specification with this choice; one that has made it keeps its rank, targets and so on. The head alone is trained with a matrix of its
     * own, and a backbone that is trained leaves a distilling loss the original's hidden states on disk.
     */
    public ObjectNode into(ObjectNode spec) {
        boolean made = of(spec).stream().anyMatch(c -> c == this);
        ObjectNode next = made ? spec.deepCopy() : SpecKinds.with(spec, PATH, kind, Optional.empty());
        boolean tied = SpecKinds.at(next, "head.layer.tied").asBoolean();
        if (this == HEAD && tied && SpecKinds.at(next, "head.layer") instanceof ObjectNode layer) {
            layer.put("tied", false);
        }
        boolean distils = SpecKinds.at(next, "head.loss.type").asText().startsWith("distil-");
        boolean based = !SpecKinds.at(next, "backbone.checkpoint").asText("").isEmpty();
        if (this != HEAD && distils && based && SpecKinds.at(next, "training") instanceof ObjectNode training) {
            training.put("keepHiddenStates", true);
        }
        return next;
    }
}
