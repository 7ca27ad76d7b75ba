package hammingway.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Progress;
import hammingway.vocab.Tokenizer;
import hammingway.vocab.Vocabulary;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/** What a run reads, in two parts, on its way from a source to token shards. */
sealed interface Corpus permits PlainCorpus, InstructionCorpus {
    /** Adds all that decides the tokens beside the specification. */
    void addTo(MessageDigest digest);

    /** Texts that tokenizers are trained on. */
    List<String> documents(boolean trainingAlone);

    /** Tokens that a tokenizer trained on them gets beside those it learns. */
    List<String> specials();

    Encoded encode(Tokenizer tokenizer, Progress progress);

    /** All tokens of some texts. */
    static long count(int[][] ids) {
        return Arrays.stream(ids).mapToLong(d -> d.length).sum();
    }

    /** A corpus as ids of its tokenizer, text by text. */
    interface Encoded {
        int[][] training();

        int[][] validation();

        Packed pack(Vocabulary words);
    }

    /** A corpus as ids of the vocabulary, as they are to lie in shards. */
    interface Packed {
        int[] training();

        int[] validation();

        /** Of the tokens that an evaluation counts. */
        double validationBytesPerToken();

        /** Keeps what there is beside ids. */
        void keep(Path folder, ObjectNode facts);
    }
}
