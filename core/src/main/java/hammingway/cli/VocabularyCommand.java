package hammingway.cli;

import hammingway.base.Json;
import hammingway.base.WorkbenchException;
import hammingway.data.ProjectVocabularies;
import hammingway.data.TextSource;
import hammingway.data.VocabularyFacts;
import hammingway.data.VocabularySource;
import hammingway.run.Project;
import hammingway.run.StartingPoint;
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularySpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "vocabulary",
        mixinStandardHelpOptions = true,
        description = "Adds, lists and shows the vocabularies of a project; trains tokenizers.",
        subcommands = {
            VocabularyCommand.Add.class,
            VocabularyCommand.Listing.class,
            VocabularyCommand.Show.class,
            TrainTokenizer.Train.class
        })
final class VocabularyCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    PrintWriter out() {
        return main.out();
    }

    @Override
    public Integer call() {
        main.out().println("vocabulary add, list, show or train; --help tells more.");
        return 2;
    }

    private static String line(VocabularyFacts v) {
        String counts = v.counted() ? "with counts" : "without counts";
        String model = v.model()
                .map(m -> ", " + m.architecture() + " with d = " + m.width() + (m.tied() ? ", tied" : ", not tied"))
                .orElse("");
        return v.name() + "  V = " + v.tokens() + ", " + counts + ", from " + v.source() + model;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {
                "Adds a vocabulary to a project without a run. SOURCE is told by its content: a Hugging Face tokenizer.json, the folder of a"
                        + " checkpoint (tokenizer.json and config.json; no weight is read), a UTF-8 text, or a .jsonl with a text field.",
                "A text is counted with a tokenizer trained on it, --size, or with that of another vocabulary, --tokenizer."
            },
            footer = {"", "Example: vocabulary add novel.txt --size 4000 -p project"})
    static final class Add implements Callable<Integer> {
        @ParentCommand
        private VocabularyCommand parent;

        @Parameters(index = "0", paramLabel = "SOURCE", description = "A file or a folder")
        private Path source;

        @Mixin
        private ProjectOption project;

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description = "Of the folder in the project's vocabularies; by default it tells the source")
        private Optional<String> name = Optional.empty();

        @Option(
                names = "--size",
                paramLabel = "V",
                description = "For a text: tokens of the byte-level BPE that is trained on it, 257 to 1000000")
        private Optional<Integer> size = Optional.empty();

        @Option(
                names = "--tokenizer",
                paramLabel = "NAME",
                description = "For a text: the vocabulary of the project whose tokenizer is used, or a tokenizer.json")
        private Optional<String> tokenizer = Optional.empty();

        @Option(names = "--field", paramLabel = "FIELD", description = "For a .jsonl: the field that holds the text")
        private Optional<String> field = Optional.empty();

        @Option(
                names = "--megabytes",
                paramLabel = "MB",
                description = "For a text: only so much of its beginning is read; 0: all",
                defaultValue = "0")
        private double megabytes;

        @Option(names = "--json", description = "Print what was added as JSON")
        private boolean json;

        @Override
        public Integer call() {
            VocabularySource what = source(StartingPoint.of(source));
            Project opened = project.openOrCreate();
            ProjectVocabularies all = opened.vocabularies();
            String made;
            try (LiveLine line = new LiveLine(parent.out())) {
                made = all.add(what, name, line);
            }
            VocabularyFacts facts = all.facts(made);
            parent.out().printf("%s", json ? Json.pretty(facts.toJson()) : line(facts) + System.lineSeparator());
            return 0;
        }

        private VocabularySource source(StartingPoint found) {
            return switch (found) {
                case StartingPoint.Tokens tokens -> {
                    if (size.isPresent() || tokenizer.isPresent() || field.isPresent() || megabytes != 0) {
                        throw new WorkbenchException(
                                tokens.told()
                                        + ". Its tokens are taken as they are: --size, --tokenizer, --field and --megabytes are for texts; leave them out.");
                    }
                    yield tokens.source();
                }
                case StartingPoint.Text text -> text(text);
                case StartingPoint.CodebookFile book ->
                    throw new WorkbenchException(
                            book.told()
                                    + ": a codebook is no vocabulary. Read it with code show or code analyse, or drop it on the window's designer.");
                case StartingPoint.ProjectFolder other -> throw new WorkbenchException(other.told());
            };
        }

        private VocabularySource text(StartingPoint.Text found) {
            if (size.isPresent() == tokenizer.isPresent()) {
                throw new WorkbenchException(found.told()
                        + ". A text needs a tokenizer: give either --size V, to train one on it, or --tokenizer NAME.");
            }
            TextSource text = switch (found.source()) {
                case TextSource.TextFile t -> new TextSource.TextFile(t.path(), "", megabytes);
                case TextSource.JsonLines l -> new TextSource.JsonLines(l.path(), field.orElse(l.field()));
                case TextSource.Stories s -> s;
                case TextSource.Instructions i -> i;
            };
            if (size.isPresent()) {
                return VocabularySource.Text.trained(text, size.get());
            }
            String given = tokenizer.orElseThrow();
            return given.endsWith(".json")
                    ? new VocabularySource.Text(
                            text,
                            new VocabularySpec(
                                    new TokenizerSource.TokenizerFile(
                                            Path.of(given).toAbsolutePath().toString()),
                                    VocabularySpec.TokenOrder.TOKENIZER,
                                    0))
                    : new VocabularySource.TextAs(text, given);
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the vocabularies of a project.",
            footer = {"", "Example: vocabulary list -p project"})
    static final class Listing implements Callable<Integer> {
        @ParentCommand
        private VocabularyCommand parent;

        @Mixin
        private ProjectOption project;

        @Option(names = "--json", description = "Print them as JSON")
        private boolean json;

        @Override
        public Integer call() {
            ProjectVocabularies all = project.open().vocabularies();
            List<VocabularyFacts> facts = new ArrayList<>();
            List<String> damaged = new ArrayList<>();
            for (String name : all.names()) {
                try {
                    facts.add(all.facts(name));
                } catch (WorkbenchException e) {
                    damaged.add(e.getMessage());
                }
            }
            if (json) {
                var list = Json.mapper().createArrayNode();
                facts.forEach(f -> list.add(f.toJson()));
                parent.out().printf("%s", Json.pretty(list));
            } else {
                facts.forEach(f -> parent.out().println(line(f)));
            }
            damaged.forEach(d -> parent.out().println("Error: " + d));
            if (facts.isEmpty() && damaged.isEmpty() && !json) {
                parent.out().println("No vocabulary yet: vocabulary add SOURCE, or do a run.");
            }
            return damaged.isEmpty() ? 0 : 1;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a vocabulary's tokens, the most frequent first, or by id where they have no counts.",
            footer = {"", "Example: vocabulary show gpt2 -p project --limit 50"})
    static final class Show implements Callable<Integer> {
        @ParentCommand
        private VocabularyCommand parent;

        @Parameters(index = "0", paramLabel = "NAME", description = "Its folder in the project's vocabularies")
        private String name;

        @Mixin
        private ProjectOption project;

        @Option(names = "--limit", paramLabel = "N", description = "Tokens shown", defaultValue = "20")
        private int limit;

        @Option(names = "--json", description = "Print it as JSON")
        private boolean json;

        @Override
        public Integer call() {
            ProjectVocabularies all = project.open().vocabularies();
            VocabularyFacts facts = all.facts(name);
            Vocabulary words = all.read(name);
            int[] order = IntStream.range(0, words.size())
                    .boxed()
                    .sorted(Comparator.comparingLong((Integer i) -> -words.count(i)))
                    .limit(Math.max(0, limit))
                    .mapToInt(Integer::intValue)
                    .toArray();
            if (json) {
                var node = facts.toJson();
                if (facts.counted()) {
                    node.put("unigramEntropyBits", words.unigramEntropyBits());
                }
                var list = node.putArray("shown");
                for (int i : order) {
                    var token = list.addObject().put("id", i).put("text", words.display(i));
                    if (facts.counted()) {
                        token.put("count", words.count(i));
                    }
                }
                parent.out().printf("%s", Json.pretty(node));
                return 0;
            }
            parent.out().println(line(facts));
            if (facts.counted()) {
                parent.out().printf(Locale.ROOT, "unigram entropy %.3f bits%n", words.unigramEntropyBits());
            }
            for (int i : order) {
                parent.out().println(i + "  " + words.display(i) + (facts.counted() ? "  " + words.count(i) : ""));
            }
            return 0;
        }
    }
}
