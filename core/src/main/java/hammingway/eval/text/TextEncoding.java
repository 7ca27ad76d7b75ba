package hammingway.eval.text;

import hammingway.base.FileFormatException;
import hammingway.model.encoder.EncoderConfig;
import hammingway.vocab.Tokenizer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts as an encoder's tokens, as the bert_score package encodes them: white space at both ends is dropped, the beginning and the end are marked. */
final class TextEncoding implements AutoCloseable {
    private final Tokenizer tokenizer;
    private final boolean blankFirst;
    private final int maxTokens;
    private final int begin;
    private final int end;

    private TextEncoding(Tokenizer tokenizer, EncoderConfig config, int begin, int end) {
        this.tokenizer = tokenizer;
        // the first word of a text is spelled as any other: RoBERTa's words begin with their blank
        this.blankFirst = config.modelType().equals("roberta");
        this.maxTokens = config.maxTokens();
        this.begin = begin;
        this.end = end;
    }

    static TextEncoding open(EncoderConfig config) {
        Path file = config.folder().resolve("tokenizer.json");
        Tokenizer tokenizer = Tokenizer.load(file);
        try {
            if (tokenizer.size() > config.vocabulary()) {
                throw new FileFormatException(
                        file,
                        "model.vocab",
                        tokenizer.size() + " tokens",
                        "The model has " + config.vocabulary() + ": take the tokenizer.json of the same model.");
            }
            Map<String, Integer> ids = new HashMap<>();
            for (int i = 0; i < tokenizer.size(); i++) {
                ids.put(tokenizer.token(i), i);
            }
            List<String> marks = config.isBert() ? List.of("[CLS]", "[SEP]") : List.of("<s>", "</s>");
            return new TextEncoding(
                    tokenizer, config, mark(file, ids, marks.getFirst()), mark(file, ids, marks.getLast()));
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    private static int mark(Path file, Map<String, Integer> ids, String token) {
        Integer id = ids.get(token);
        if (id == null) {
            throw new FileFormatException(
                    file,
                    "model.vocab",
                    "there is no token " + token,
                    "Texts are marked with it: take the tokenizer.json of the same model.");
        }
        return id;
    }

    EncodedText encode(String text) {
        String bare = WhiteSpace.strip(text);
        int[] content = bare.isEmpty() ? new int[0] : tokenizer.encode(blankFirst ? " " + bare : bare);
        int kept = Math.min(content.length, maxTokens - 2);
        int[] ids = new int[kept + 2];
        ids[0] = begin;
        System.arraycopy(content, 0, ids, 1, kept);
        ids[kept + 1] = end;
        return new EncodedText(ids, kept < content.length);
    }

    boolean isMark(int id) {
        return id == begin || id == end;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
