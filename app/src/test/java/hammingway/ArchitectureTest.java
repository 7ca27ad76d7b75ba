package hammingway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hammingway.shell.Main;
import java.util.List;
import javafx.scene.Node;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the packages of {@code app}, as the decision records tell them. */
class ArchitectureTest {
    private static final List<String> WORKSPACES = List.of("design", "runs", "compare", "errors");

    private static final JavaClasses APP = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

    private static String within(String name) {
        return "hammingway." + name + "..";
    }

    @Test
    void allClassesWereRead() {
        assertThat(APP).hasSizeGreaterThan(40);
        assertThat(APP.contain(Main.class)).isTrue();
    }

    @TestFactory
    List<DynamicTest> workspacesDoNotKnowOneAnother() {
        return WORKSPACES.stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(within(name))
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(WORKSPACES.stream()
                                        .filter(w -> !w.equals(name))
                                        .map(ArchitectureTest::within)
                                        .toArray(String[]::new))
                                .because("each can be understood, tested and removed alone; the shell wires them")
                                .allowEmptyShould(true)
                                .check(APP)))
                .toList();
    }

    @Test
    void nobodyKnowsTheShell() {
        noClasses()
                .that()
                .resideOutsideOfPackage(within("shell"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(within("shell"))
                .because("it is the composition root: it knows all, and nobody looks anything up in it")
                .check(APP);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("hammingway.(*)..").should().beFreeOfCycles().check(APP);
    }

    @Test
    void viewModelsKnowNoScene() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .or()
                .haveSimpleNameStartingWith("RunsWatch")
                .or()
                .haveSimpleNameStartingWith("FollowedRun")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx.scene..")
                .because("they are tested without a toolkit")
                .check(APP);
    }

    @Test
    void controlsKnowNoDomainService() {
        noClasses()
                .that()
                .resideInAPackage(within("control"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        within("run"),
                        within("train"),
                        within("eval"),
                        within("report"),
                        within("model"),
                        within("head"),
                        within("data"),
                        within("vocab"),
                        within("code"),
                        within("cli"))
                .because("a control shows numbers and labels, whatever they mean")
                .allowEmptyShould(true)
                .check(APP);
    }

    @Test
    void coloursComeFromTheStyleSheet() {
        noClasses()
                .should()
                .callMethod(Node.class, "setStyle", String.class)
                .because("a look set in Java follows no theme")
                .check(APP);
    }

    @Test
    void noFxml() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.fxml..", "javafx.web..")
                .because("views are built in code (decision 0004)")
                .check(APP);
    }

    @Test
    void noStaticFieldCanBeReassigned() {
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC)
                .and()
                .haveNameNotStartingWith("$")
                .should()
                .beFinal()
                .because("static mutable state couples windows and tests that know nothing of each other")
                .check(APP);
    }
}
