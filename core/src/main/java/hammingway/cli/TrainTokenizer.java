package hammingway.cli;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.data.TextSource;
import hammingway.vocab.BpeTrainer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "train-tokenizer",
        mixinStandardHelpOptions = true,
        description = "Trains a byte-level BPE tokenizer on a text and writes a Hugging Face tokenizer.json.")
class TrainTokenizer implements Callable<Integer> {
    /** {@link Main}, or {@link VocabularyCommand} for its other name. */
    @ParentCommand
    private Object parent;

    @Parameters(index = "0", paramLabel = "TEXT", description = "A UTF-8 text")
    private String text;

    @Parameters(index = "1", paramLabel = "FILE", description = "The tokenizer.json to write")
    private Path file;

    @Option(names = "--size", required = true, description = "Number of tokens, 257 or more")
    private int size;

    @Option(names = "--special", description = "A token that is never split; may be given several times")
    private List<String> special = List.of();

    @Override
    public Integer call() {
        if (size < 257 + special.size()) {
            throw new hammingway.base.WorkbenchException("--size = " + size + ": allowed are " + (257 + special.size())
                    + " and more: 256 bytes, special tokens and a merge.");
        }
        List<String> documents = new TextSource.TextFile(text, "", 0).documents(Path.of(""));
        Json.write(file, BpeTrainer.train(documents, size, special, Progress.NONE));
        (parent instanceof VocabularyCommand v ? v.out() : ((Main) parent).out()).println(file);
        return 0;
    }

    /** The same as {@code vocabulary train}. */
    @Command(
            name = "train",
            mixinStandardHelpOptions = true,
            description = "Trains a byte-level BPE tokenizer on a text and writes a Hugging Face tokenizer.json.")
    static final class Train extends TrainTokenizer {}
}
