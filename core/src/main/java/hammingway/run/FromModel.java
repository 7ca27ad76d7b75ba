package hammingway.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.FileFormatException;
import hammingway.base.SpecCodec;
import hammingway.model.checkpoint.Pretrained;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a specification that of a run on a model's folder: its backbone with its weights, its tokenizer, its numbering of tokens. */
public final class FromModel {
    private FromModel() {}

    /**
     * Sets backbone and vocabulary. The length of windows and the dropout stay as they are; a window longer than the model's table of
     * positions is cut to that.
     *
     * @param spec   of a run, as JSON; may lack backbone and vocabulary
     * @param folder of Hugging Face's layout, with tokenizer.json
     */
    public static void into(ObjectNode spec, Path folder) {
        Path tokenizer = folder.resolve("tokenizer.json");
        if (!Files.isRegularFile(tokenizer)) {
            throw new FileFormatException(
                    tokenizer,
                    "",
                    "no such file",
                    "A run needs the model's own tokenizer: AutoTokenizer.from_pretrained(...).save_pretrained(folder) writes it there.");
        }
        ObjectNode backbone =
                SpecCodec.write((Record) Pretrained.read(folder).config().backbone());
        int longest = backbone.path("context").asInt();
        int wanted = spec.path("backbone").path("context").asInt(longest);
        backbone.put("context", Math.min(longest, wanted));
        double dropout = spec.path("backbone").path("dropout").asDouble(0);
        if (backbone.has("dropout")) {
            backbone.put("dropout", dropout);
        }
        spec.set("backbone", backbone);
        ObjectNode vocabulary = spec.putObject("vocabulary");
        vocabulary.putObject("tokenizer").put("type", "tokenizer-file").put("path", tokenizer.toString());
        vocabulary.put("order", "tokenizer").put("keep", 0);
    }
}
