package hammingway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import hammingway.code.versions.CodebookName;
import hammingway.code.versions.Entry;
import hammingway.code.versions.History;
import hammingway.code.versions.SavedCodebooks;
import hammingway.code.versions.Version;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Commands that keep codebooks in a project, with their versions. */
final class CodeKeeping {
    private CodeKeeping() {}

    private static ObjectNode json(Version version) {
        ObjectNode node = SpecCodec.write(version);
        node.put("words", version.words());
        return node;
    }

    private static void tell(Main main, boolean json, SavedCodebooks.Saved saved, String name, Path file) {
        Version v = saved.version();
        if (json) {
            ObjectNode node = json(v);
            node.put("name", name).put("file", file.toString()).put("fresh", saved.fresh());
            main.out().printf("%s", Json.pretty(node));
            return;
        }
        saved.told().forEach(main.out()::println);
        main.out()
                .println(
                        saved.fresh()
                                ? file + ": version " + v.number() + ", "
                                        + v.codebook().figures() + ". " + v.words()
                                : file + ": version " + v.number() + " holds the same already.");
    }

    @Command(
            name = "save",
            mixinStandardHelpOptions = true,
            description = "Saves a codebook in a project as the newest version of a name.",
            footer = {"", "Example: code save book.npz --name paper --note \"as published\" -p FOLDER"})
    static final class Save implements Callable<Integer> {
        @ParentCommand
        private CodeCommand parent;

        @Mixin
        private CodebookInput input;

        @Mixin
        private ProjectOption project;

        @Option(names = "--name", description = "Name in the project; default: that of the file")
        private Optional<String> name = Optional.empty();

        @Option(names = "--note", paramLabel = "TEXT", description = "A note for people, kept with the version")
        private Optional<String> note = Optional.empty();

        @Option(names = "--json", description = "Print JSON")
        private boolean json;

        @Override
        public Integer call() {
            String chosen = CodebookName.require(name.orElseGet(this::nameOfFile));
            SavedCodebooks books = new SavedCodebooks(project.open().codebooks());
            Codebook book = input.read();
            SavedCodebooks.Saved saved;
            try (LiveLine line = new LiveLine(parent.main().out())) {
                saved = books.save(chosen, Entry.of(input.file(), book, note), line);
            }
            tell(parent.main(), json, saved, chosen, books.file(chosen));
            return 0;
        }

        private String nameOfFile() {
            return CodebookName.cleaned(
                    String.valueOf(input.file().getFileName()).replaceFirst("[.][^.]*$", ""));
        }
    }

    @Command(
            name = "versions",
            mixinStandardHelpOptions = true,
            description = "Lists the codebooks of a project, or the versions of one with what changed.",
            footer = {"", "Example: code versions paper -p FOLDER"})
    static final class Versions implements Callable<Integer> {
        @ParentCommand
        private CodeCommand parent;

        @Mixin
        private ProjectOption project;

        @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "A codebook of the project")
        private Optional<String> name = Optional.empty();

        @Option(names = "--json", description = "Print JSON")
        private boolean json;

        @Override
        public Integer call() {
            SavedCodebooks books = new SavedCodebooks(project.open().codebooks());
            if (name.isPresent()) {
                History history = books.history(name.get());
                if (json) {
                    parent.main().out().printf("%s", Json.pretty(json(history)));
                } else {
                    print(history);
                }
                return 0;
            }
            if (json) {
                ArrayNode all = Json.mapper().createArrayNode();
                books.names().forEach(n -> all.add(json(books.history(n))));
                parent.main().out().printf("%s", Json.pretty(all));
                return 0;
            }
            if (books.names().isEmpty()) {
                parent.main().out().println("The project has no codebooks yet. code save puts one there.");
            }
            books.names().forEach(n -> parent.main().out().println(line(books.history(n))));
            return 0;
        }

        private static ObjectNode json(History history) {
            ObjectNode node = Json.object().put("name", history.name());
            node.put("unversioned", history.unversioned());
            ArrayNode versions = node.putArray("versions");
            history.versions().forEach(v -> versions.add(CodeKeeping.json(v)));
            ArrayNode problems = node.putArray("problems");
            history.problems().forEach(problems::add);
            return node;
        }

        private static String line(History history) {
            int count = history.versions().size();
            return history.name() + ": "
                    + history.newest()
                            .map(v -> v.codebook().figures() + ", " + count + (count == 1 ? " version" : " versions")
                                    + ", saved " + v.time())
                            .orElse("no versions yet");
        }

        private void print(History history) {
            var out = parent.main().out();
            for (Version v : history.versions()) {
                out.printf(
                        Locale.ROOT,
                        "%4d  %s  %-24s  %s%n",
                        v.number(),
                        v.time(),
                        v.codebook().figures(),
                        printable(v.words()));
                v.note().lines().forEach(l -> out.println("      " + printable(l)));
            }
            if (history.unversioned()) {
                out.println("The file under this name is none of the versions; the next save makes it one.");
            }
            history.problems().forEach(p -> out.println(printable(p)));
        }

        /** Notes and recipes come out of files: a terminal would obey some characters. */
        private static String printable(String text) {
            return text.replaceAll("\\p{Cntrl}", "\uFFFD");
        }
    }

    @Command(
            name = "restore",
            description = "Makes an earlier version of a codebook the newest again; nothing is lost.",
            footer = {"", "Example: code restore paper --version 1 -p FOLDER"})
    static final class Restore implements Callable<Integer> {
        @ParentCommand
        private CodeCommand parent;

        @Mixin
        private ProjectOption project;

        @Parameters(index = "0", paramLabel = "NAME", description = "A codebook of the project")
        private String name;

        @Option(names = "--version", required = true, paramLabel = "N", description = "The version to restore")
        private int number;

        @Option(names = "--json", description = "Print JSON")
        private boolean json;

        /** Of its own, as the usual mixin takes --version for the program's; the library itself prints the help. */
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help message and exit.")
        void help(boolean asked) {}

        @Override
        public Integer call() {
            SavedCodebooks books = new SavedCodebooks(project.open().codebooks());
            SavedCodebooks.Saved saved;
            try (LiveLine line = new LiveLine(parent.main().out())) {
                saved = books.restore(name, number, line);
            }
            tell(parent.main(), json, saved, name, books.file(name));
            return 0;
        }
    }
}
