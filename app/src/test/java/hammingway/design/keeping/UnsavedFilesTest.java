package hammingway.design.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.CodebookSpec;
import hammingway.code.Operator;
import hammingway.code.versions.SavedCodebooks;
import hammingway.design.book.BookEdit;
import hammingway.design.book.Draft;
import hammingway.design.book.DraftCheck;
import hammingway.form.RecipeForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unsaved work on the disk, read as it was written or told and set aside. */
class UnsavedFilesTest {
    @TempDir
    Path folder;

    private static final Writer GONE = new Writer(7, "2026-01-31T12:00:00Z");

    private UnsavedFiles files(Writer writer) {
        return new UnsavedFiles(folder, writer, Writer.me()::equals);
    }

    private static Work work() {
        CodebookSpec spec = new CodebookSpec(
                new CodeFamily.MinimalRandom(40, CodeFamily.RandomBits.SPLIT),
                List.of(new Operator.ExtendByParity()),
                new Assignment.Identity(),
                42);
        ObjectNode recipe = SpecCodec.write(spec);
        ((ObjectNode) recipe.path("family")).put("randomBits", "not yet a number");
        return new Work(
                "a \u201Cname\u201D",
                "two\nlines",
                new Draft(
                        "",
                        "1 000",
                        recipe,
                        List.of(new BookEdit.Flip(1, 2), new BookEdit.Swap(3, 4), new BookEdit.Paste(5, "0101"))));
    }

    private List<String> names() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(f -> f.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void workComesBackAsItWasRightOrWrong() {
        files(GONE).write(work());
        UnsavedFiles.All all = files(Writer.me()).found();
        assertThat(all.told()).isEmpty();
        assertThat(all.works()).singleElement().satisfies(f -> {
            assertThat(f.work().name()).isEqualTo(work().name());
            assertThat(f.work().same(work())).isTrue();
        });
    }

    @Test
    void windowsDoNotFight() {
        UnsavedFiles one = files(GONE);
        UnsavedFiles two = files(GONE);
        one.write(work());
        two.write(new Work("other", "", work().draft()));
        assertThat(files(Writer.me()).found().works()).hasSize(2);
        assertThat(one.found().works()).as("its own is not offered").hasSize(1);
        UnsavedFiles living = files(Writer.me());
        living.write(work());
        assertThat(files(Writer.me()).found().works())
                .as("a window that is there keeps its own")
                .hasSize(2);
        one.clear();
        two.clear();
        living.clear();
        assertThat(names()).isEmpty();
    }

    @Test
    void thisProcessGoesOnAndAnotherOfItsNumberIsAnother() {
        assertThat(Writer.me().alive()).isTrue();
        assertThat(new Writer(Writer.me().process(), "2001-01-01T00:00:00Z").alive())
                .isFalse();
        assertThat(new Writer(-1, "").alive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "\u0000\u0001",
                "{\"format\": 99}",
                "{\"format\": 1, \"time\": \"yesterday\"}",
                "{\"format\": 1, \"time\": \"2026-01-31T12:00:00Z\"}",
                "{\"format\": 1, \"time\": \"2026-01-31T12:00:00Z\", \"name\": \"x\", \"notes\": \"\", \"size\": \"9\", \"vocabulary\": \"../..\", \"recipe\": {\"family\": 3}, \"edits\": []}",
            })
    void whatCannotBeReadIsToldOnceAndSetAside(String text) throws IOException {
        Files.writeString(folder.resolve(".autosave-1-x.json"), text);
        files(GONE).write(work());
        UnsavedFiles.All all = files(Writer.me()).found();
        assertThat(all.told())
                .singleElement()
                .satisfies(t -> assertThat(t)
                        .contains(".autosave-1-x.json.damaged")
                        .doesNotContain("\n")
                        .hasSizeLessThan(500));
        assertThat(all.works()).hasSize(1);
        assertThat(folder.resolve(".autosave-1-x.json.damaged")).hasContent(text);
        assertThat(files(Writer.me()).found().told()).isEmpty();
    }

    @Test
    void deepFoldersAndLinksAreSetAside() throws IOException {
        Files.writeString(folder.resolve(".autosave-1-deep.json"), "[".repeat(100_000));
        Files.createDirectories(folder.resolve(".autosave-1-folder.json"));
        Files.createSymbolicLink(folder.resolve(".autosave-1-link.json"), Path.of("/dev/zero"));
        assertThat(files(Writer.me()).found().told()).hasSize(3);
        assertThat(names()).allMatch(n -> n.endsWith(".damaged"));
    }

    @Test
    void damagedWorkNeverBreaksTheForm() throws IOException {
        long seed = System.nanoTime();
        System.out.println("UnsavedFilesTest seed " + seed);
        Random random = new Random(seed);
        files(GONE).write(work());
        Path file = folder.resolve(names().getFirst());
        ObjectNode good = (ObjectNode) Json.read(file);
        SavedCodebooks books = new SavedCodebooks(folder);
        int read = 0;
        for (int i = 0; i < 2000; i++) {
            ObjectNode bad = good.deepCopy();
            for (int k = 0; k <= random.nextInt(3); k++) {
                damage(bad, random);
            }
            Files.writeString(file, Json.line(bad));
            UnsavedFiles.All all = files(Writer.me()).found();
            for (UnsavedFiles.Found f : all.works()) {
                Draft draft = f.work().draft();
                assertThat(RecipeForm.fields(CodebookSpec.class, draft.recipe()))
                        .isNotEmpty();
                assertThat(DraftCheck.of(draft, Optional.empty())).isNotNull();
                assertThat(Differences.words(f.work(), books)).isNotNull();
                read++;
            }
        }
        assertThat(read).as("some damage leaves a draft that can be shown").isBetween(100, 1999);
    }

    /** Puts something else, or nothing, at a random place of a tree. */
    private static void damage(JsonNode root, Random random) {
        List<JsonNode> groups = new ArrayList<>();
        collect(root, groups);
        JsonNode group = groups.get(random.nextInt(groups.size()));
        JsonNode value = List.of(
                        Json.mapper().getNodeFactory().numberNode(random.nextInt() * 1e10),
                        Json.mapper().getNodeFactory().textNode("repeat"),
                        Json.mapper().getNodeFactory().textNode(""),
                        Json.mapper().getNodeFactory().nullNode(),
                        Json.mapper().createArrayNode().add(1).add("x"),
                        Json.object().put("type", "juxtapose"),
                        Json.object())
                .get(random.nextInt(7));
        if (group instanceof ObjectNode o && !o.isEmpty()) {
            List<String> names = new ArrayList<>();
            o.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                o.remove(name);
            } else if (!name.equals("process") && !name.equals("started")) {
                o.set(name, value);
            }
        } else if (group instanceof ArrayNode a) {
            a.add(value);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> groups) {
        if (node.isContainerNode()) {
            groups.add(node);
            node.forEach(child -> collect(child, groups));
        }
    }
}
