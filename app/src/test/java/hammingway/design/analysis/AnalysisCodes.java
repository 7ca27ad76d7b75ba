package hammingway.design.analysis;

import hammingway.base.AtomicFiles;
import hammingway.base.Progress;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookSpec;
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularyFolder;
import hammingway.vocab.VocabularySpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/** Codebooks and vocabularies for tests. */
final class AnalysisCodes {
    private AnalysisCodes() {}

    static Codebook of(CodeFamily family, int tokens) {
        return Codebook.build(
                new CodebookSpec(family, new Assignment.Identity(), 42), tokens, Path.of(""), Progress.NONE);
    }

    /** The published code of 50 bits, of numpy's random bits: d_min 8. */
    static Codebook minimalRandom() {
        return of(new CodeFamily.MinimalRandom(40, CodeFamily.RandomBits.NUMPY_LEGACY), 1000);
    }

    /** Zipf's law: token v occurs 100,000 / (v + 1) times. */
    static Vocabulary vocabulary(int tokens, Path folder) {
        StringBuilder csv = new StringBuilder("id,tokenizer_id,count,bytes_hex,text\n");
        for (int v = 0; v < tokens; v++) {
            String text = " word" + v;
            csv.append(v + "," + v + "," + 100_000 / (v + 1) + ",")
                    .append(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)))
                    .append(",\"" + text + "\"\n");
        }
        AtomicFiles.writeString(folder.resolve("counts.csv"), csv.toString());
        return VocabularyFolder.read(
                new VocabularySpec(
                        new TokenizerSource.TrainBpe(tokens, TokenizerSource.TrainBpe.TrainedOn.TRAINING),
                        VocabularySpec.TokenOrder.FREQUENCY,
                        0),
                folder);
    }
}
