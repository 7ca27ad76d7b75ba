package hammingway.shell;

import hammingway.fx.Background;
import hammingway.fx.Latest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The guide: a page, the way back, and a search over all pages that lead on from the first. */
final class GuideViewModel {
    static final String FIRST = "index.md";

    private static final String ROOT = "/hammingway/docs/guide/";
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+\\.md)(#[^)]*)?\\)");

    /**
     * A place found.
     *
     * @param page as in {@link #open}
     */
    record Hit(String page, String title) {
        @Override
        public String toString() {
            return title;
        }
    }

    /**
     * A page as it is shown.
     *
     * @param anchor where it begins
     */
    record Page(String name, String text, Optional<String> anchor) {}

    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<Page>> page = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringProperty search = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<List<Hit>> hits = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper();
    private final Deque<String> before = new ArrayDeque<>();
    private final Latest searching;

    GuideViewModel(Background background) {
        searching = new Latest(background);
        search.subscribe(words -> find(words.strip()));
    }

    BooleanProperty shown() {
        return shown;
    }

    ReadOnlyObjectProperty<Optional<Page>> page() {
        return page.getReadOnlyProperty();
    }

    StringProperty search() {
        return search;
    }

    ReadOnlyObjectProperty<List<Hit>> hits() {
        return hits.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canGoBack() {
        return canGoBack.getReadOnlyProperty();
    }

    /** Shows a page, such as {@code codes/bch.md} or {@code figures.md#rate}. */
    void open(String name) {
        page.get().map(Page::name).filter(n -> !n.equals(name)).ifPresent(before::push);
        show(name);
    }

    /** Follows a link of the page that is shown. Those that leave the guide are not followed. */
    void follow(String target) {
        if (target.matches("[a-z]+:.*")) {
            return;
        }
        String from = page.get().map(Page::name).orElse(FIRST);
        open(target.startsWith("#") ? file(from) + target : resolve(from, target));
    }

    void back() {
        if (!before.isEmpty()) {
            show(before.pop());
        }
    }

    private void show(String name) {
        String text = read(file(name))
                .orElse("# No such page\n\nThe guide has no page " + file(name) + ". [All pages](index.md)");
        int hash = name.indexOf('#');
        page.set(
                Optional.of(new Page(name, text, hash < 0 ? Optional.empty() : Optional.of(name.substring(hash + 1)))));
        canGoBack.set(!before.isEmpty());
        shown.set(true);
    }

    private static String file(String name) {
        int hash = name.indexOf('#');
        return hash < 0 ? name : name.substring(0, hash);
    }

    static String resolve(String from, String target) {
        return java.net
                .URI
                .create("/guide/" + file(from))
                .resolve(target)
                .toString()
                .replaceFirst("^/guide/", "")
                .replaceFirst("^/", "../");
    }

    /** The address of a picture of the page. */
    Optional<String> picture(String target) {
        String from = page.get().map(Page::name).orElse(FIRST);
        return Optional.ofNullable(GuideViewModel.class.getResource(place(resolve(from, target))))
                .map(java.net.URL::toExternalForm);
    }

    private static String place(String name) {
        return name.startsWith("../") ? "/hammingway/docs/" + name.substring(3) : ROOT + name;
    }

    static Optional<String> read(String name) {
        try (InputStream in = GuideViewModel.class.getResourceAsStream(place(name))) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file " + name, e);
        }
    }

    /** All pages that the first one leads to, by name, in the order in which a reader meets them. */
    static Map<String, String> pages() {
        Map<String, String> found = new LinkedHashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(FIRST));
        while (!next.isEmpty()) {
            String name = next.removeFirst();
            if (found.containsKey(name)) {
                continue;
            }
            read(name).ifPresent(text -> {
                found.put(name, text);
                Matcher links = LINK.matcher(text);
                while (links.find()) {
                    next.addLast(resolve(name, links.group(1)));
                }
            });
        }
        return found;
    }

    private void find(String words) {
        if (words.isEmpty()) {
            searching.cancel();
            hits.set(List.of());
            return;
        }
        searching.start("Search of the guide", progress -> hits(pages(), words), hits::set);
    }

    /** Headings that hold the words come first, then terms of the glossary, then texts that speak of them. */
    static List<Hit> hits(Map<String, String> pages, String words) {
        return GuideSearch.hits(pages, words);
    }
}
