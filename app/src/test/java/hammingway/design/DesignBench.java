package hammingway.design;

import hammingway.form.FormField;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.run.Project;
import hammingway.settings.Theme;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The design workspace in a window, with 100 tokens in a project of its own, for tests of its parts. */
public final class DesignBench implements AutoCloseable {
    private final Background background = new Background(new Notices() {
        @Override
        public void info(String text) {}

        @Override
        public void error(String text) {
            throw new AssertionError(text);
        }
    });
    private final DesignViewModel model = new DesignViewModel(background);
    private final DesignView view =
            new DesignView(model, new SimpleObjectProperty<>(Theme.LIGHT), background, Answers.NONE);

    public DesignBench(Stage stage, Path project) {
        Application.setUserAgentStylesheet(Theme.LIGHT.styleSheet());
        model.size("100");
        model.project(Project.openOrCreate(project, "test"));
        stage.setScene(new Scene((Parent) view.node(), 1000, 960));
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    public String hash() {
        return model.designProperty().get().orElseThrow().codebook().hash();
    }

    /** Bits of a codeword; 0 while there is none. */
    public int length() {
        return model.designProperty().get().map(d -> d.codebook().length()).orElse(0);
    }

    /** Types random bits of the family. */
    public void bits(String typed) {
        FormField field = model.fields().stream()
                .filter(f -> f.path().equals("family.randomBits"))
                .findFirst()
                .orElseThrow();
        model.set(field, typed);
        model.settle();
    }

    /** Titles of the work in the background. */
    public List<String> jobs() {
        return background.active().stream().map(Background.Job::title).toList();
    }

    @Override
    public void close() {
        view.close();
        background.close();
        Application.setUserAgentStylesheet(null);
    }
}
