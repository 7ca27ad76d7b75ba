package hammingway.shell;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.SpecCodec;
import hammingway.code.CodeFamily;
import hammingway.control.MarkdownView;
import hammingway.fx.Explained;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** The guide has every page that something leads to, and is found by keys, words and links. */
@ExtendWith(ApplicationExtension.class)
class GuideTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");

    private static List<String> anchors(String text) {
        return text.lines()
                .filter(l -> l.startsWith("#"))
                .map(l -> MarkdownView.anchor(l.replaceFirst("#+ ", "")))
                .toList();
    }

    private static void assertLeads(String page, Map<String, String> pages) {
        String[] parts = page.split("#", 2);
        assertThat(pages).as(page).containsKey(parts[0]);
        if (parts.length == 2) {
            assertThat(anchors(pages.getOrDefault(parts[0], ""))).as(page).contains(parts[1]);
        }
    }

    @Test
    void everyLinkLeadsToAPageAndAHeading() {
        Map<String, String> pages = GuideViewModel.pages();
        assertThat(pages).hasSizeGreaterThan(50);
        pages.forEach((name, text) -> {
            Matcher links = LINK.matcher(text);
            while (links.find()) {
                String target = links.group(1);
                if (target.endsWith(".png")) {
                    assertThat(GuideViewModel.class.getResource(
                                    "/hammingway/docs/guide/" + GuideViewModel.resolve(name, target)))
                            .as(name + ": " + target)
                            .isNotNull();
                } else if (!target.matches("[a-z]+:.*")) {
                    assertLeads(target.startsWith("#") ? name + target : GuideViewModel.resolve(name, target), pages);
                }
            }
        });
        SpecCodec.kinds(CodeFamily.class).forEach(family -> {
            String name = SpecCodec.kebab(family.getSimpleName());
            assertThat(pages.getOrDefault("codes/" + name + ".md", ""))
                    .as(name)
                    .contains(
                            "**What it is.**",
                            "**When to use it.**",
                            "**Parameters.**",
                            "pictures/codes/" + name + ".png");
        });
    }

    @Test
    void headingsAreFoundBeforeTextsThatSpeakOfThem() {
        List<GuideViewModel.Hit> hits = GuideViewModel.hits(GuideViewModel.pages(), "plotkin");
        assertThat(hits.getFirst().page()).isEqualTo("figures.md#plotkin-bound");
        assertThat(hits).hasSizeGreaterThan(1);
        assertThat(GuideViewModel.hits(GuideViewModel.pages(), "no such word anywhere"))
                .isEmpty();
    }

    @Test
    void wordsAreFoundApartAndInTheGlossary() {
        Map<String, String> pages = GuideViewModel.pages();
        assertThat(pages)
                .containsKeys(
                        "tour.md", "runs.md", "metrics.md", "files.md", "paper-to-study.md", "troubleshooting.md");
        List<GuideViewModel.Hit> distance = GuideViewModel.hits(pages, "Hamming distance");
        assertThat(distance.getFirst().page()).isEqualTo("../glossary.md#hamming-distance");
        List<GuideViewModel.Hit> apart = GuideViewModel.hits(pages, "resamples  windows");
        assertThat(apart).extracting(GuideViewModel.Hit::page).contains("metrics.md#intervals-and-seeds");
        assertThat(GuideViewModel.hits(pages, "codewords").getFirst().page()).startsWith("designer.md#codewords");
        assertThat(GuideViewModel.hits(pages, "DJL_CACHE_DIR"))
                .extracting(GuideViewModel.Hit::page)
                .contains("troubleshooting.md#the-engine");
        assertThat(GuideViewModel.hits(pages, "metrics").getFirst().page()).isEqualTo("metrics.md");
        // a line of a program is no heading
        assertThat(GuideViewModel.hits(Map.of("a.md", "# A\n```\n# rate\n```\n"), "rate"))
                .extracting(GuideViewModel.Hit::page)
                .containsExactly("a.md");
        assertThat(GuideViewModel.hits(pages, "d")).isEmpty();
    }

    private static void explained(Node node, List<String> found) {
        Explained.page(node).ifPresent(found::add);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(c -> explained(c, found));
        }
    }

    @Test
    void termsKeysAndWordsOpenIt(FxRobot robot) {
        try (Session session = new Session(980, 960)) {
            List<String> pages = new ArrayList<>();
            Session.act(() -> explained(session.workbench.scene().getRoot(), pages));
            assertThat(pages.stream().distinct().count()).isGreaterThan(10);
            pages.stream().distinct().forEach(p -> assertLeads(p, GuideViewModel.pages()));

            TabPane tabs = (TabPane) session.workbench.scene().lookup("#design-tabs");
            Session.act(() -> tabs.getSelectionModel().selectLast()); // the figures, in a narrow window
            assertThat(tabs.getTabs().getLast().getId()).isEqualTo("figures-tab");
            Label term = robot.from(session.workbench.scene().getRoot())
                    .lookup("Minimum distance d_min")
                    .queryAs(Label.class);
            robot.clickOn(term);
            Node guide = session.workbench.scene().lookup("#guide");
            assertThat(guide.isVisible()).isTrue();
            robot.clickOn("#guide-search").write("Griesmer");
            session.until(() -> !((javafx.scene.control.ListView<?>)
                            session.workbench.scene().lookup("#guide-hits"))
                    .getItems()
                    .isEmpty());
            robot.push(KeyCode.ENTER);
            assertThat(((TextField) session.workbench.scene().lookup("#guide-search")).getText())
                    .isEmpty();
            robot.clickOn("#guide-home");
            Hyperlink link = robot.from(guide).lookup("Glossary").queryAs(Hyperlink.class);
            Session.act(link::fire);
            robot.push(KeyCode.ESCAPE);
            assertThat(guide.isVisible()).isFalse();
            robot.push(KeyCode.F1);
            assertThat(guide.isVisible()).isTrue();
            assertThat(session.faults).isEmpty();
        }
    }
}
