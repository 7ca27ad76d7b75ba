package hammingway.design.book;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.code.CodeContext;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.CodebookSpec;
import hammingway.code.RankAssignment;
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularyFolder;
import hammingway.vocab.VocabularySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codebooks of the designer in files. */
class BookFilesTest {
    @TempDir
    Path folder;

    /** Sixteen letters, the later the more frequent. */
    private Vocabulary letters() throws IOException {
        StringBuilder counts = new StringBuilder("id,tokenizer_id,count,bytes_hex,text\n");
        for (int i = 0; i < 16; i++) {
            counts.append("%d,%d,%d,%02x,\"%c\"%n".formatted(i, i, 10 + i, 'a' + i, 'a' + i));
        }
        Files.writeString(folder.resolve("counts.csv"), counts.toString());
        return VocabularyFolder.read(
                new VocabularySpec(
                        new TokenizerSource.TrainBpe(16, TokenizerSource.TrainBpe.TrainedOn.TRAINING),
                        VocabularySpec.TokenOrder.TOKENIZER,
                        0),
                folder);
    }

    @Test
    void aRecipeThatDrawsOnTheVocabularyIsFoundAgainWithItAlone() throws IOException {
        Vocabulary vocabulary = letters();
        DesignContext context =
                new DesignContext(16, Optional.empty(), "letters", Optional.of(vocabulary), Progress.NONE);
        CodebookSpec recipe = new CodebookSpec(new CodeFamily.NaturalBinary(), new RankAssignment.FrequencyRank(), 42);
        Path file = folder.resolve("ranked.npz");
        CodebookFiles.write(
                file,
                Codebook.build(recipe, context, Progress.NONE),
                Json.object().put("note", "by frequency"));
        BookFiles.Loaded with = BookFiles.read(
                file,
                folder,
                size -> new DesignContext(size, Optional.empty(), "letters", Optional.of(vocabulary), Progress.NONE),
                Progress.NONE);
        assertThat(with.recipe()).isEqualTo(SpecCodec.write(recipe));
        assertThat(with.note()).isEqualTo("by frequency");
        BookFiles.Loaded without = BookFiles.read(file, folder, size -> CodeContext.of(size, folder), Progress.NONE);
        assertThat(without.recipe().path("family").path("type").asText()).isEqualTo("explicit-import");
        assertThat(without.recipe().path("family").path("file").asText()).isEqualTo("ranked.npz");
    }
}
