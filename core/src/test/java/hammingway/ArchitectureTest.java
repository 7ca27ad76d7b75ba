package hammingway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import hammingway.cli.Main;
import hammingway.model.Trunk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the packages of {@code core}, as CONTRIBUTING.md tells them. */
class ArchitectureTest {
    /** Each may use those before it. */
    private static final List<String> ORDER = List.of(
            "base", "math", "vocab", "data", "code", "torch", "model", "head", "train", "eval", "run", "report", "cli");

    /** What Maven compiled from src/main, and nothing else. */
    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

    private static String within(String name) {
        return "hammingway." + name + "..";
    }

    @Test
    void allClassesWereRead() {
        // a library too old for this JDK's class files reads none of them, and every rule holds
        assertThat(CORE).hasSizeGreaterThan(100);
        assertThat(CORE.stream().map(c -> c.getPackageName().split("\\.")[1]).distinct())
                .containsExactlyInAnyOrderElementsOf(ORDER);
    }

    @TestFactory
    List<DynamicTest> packagesUseOnlyThoseBeforeThem() {
        return ORDER.subList(0, ORDER.size() - 1).stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String[] after = ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream()
                            .map(ArchitectureTest::within)
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage(within(name))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(after)
                            .because(
                                    "the order of packages is the path from vocabulary to plot; who knows the line can find everything")
                            .check(CORE);
                }))
                .toList();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("hammingway.(**)")
                .should()
                .beFreeOfCycles()
                // a sealed kind is carried out in its own package, and one switch leads there
                .ignoreDependency(
                        DescribedPredicate.describe("Trunk", c -> c.isEquivalentTo(Trunk.class)),
                        resideInAnyPackage(within("model.gpt2"), within("model.opt"), within("model.llama")))
                .because("a package in a cycle cannot be understood, tested or moved alone; subpackages count")
                .check(CORE);
    }

    @Test
    void coreNeedsNoScreen() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..", "org.jfree..", "com.sun.javafx..")
                .because(
                        "studies and workers run on machines without a screen, and the worker's class path has no such library")
                .check(CORE);
    }

    @Test
    void onlyPackagesThatComputeKnowTheEngine() {
        noClasses()
                .that(resideOutsideOfPackages(
                        within("torch"), within("model"), within("head"), within("train"), within("eval")))
                .should()
                .dependOnClassesThat(resideInAPackage("ai.djl..").and(resideOutsideOfPackage("ai.djl.huggingface..")))
                .because("codes, data, projects and reports must work, and be tested, without starting the engine")
                .check(CORE);
    }

    @Test
    void onlyVocabKnowsTheTokenizersLibrary() {
        noClasses()
                .that(resideOutsideOfPackage(within("vocab")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl.huggingface..")
                .because("everybody else speaks to vocab.Tokenizer, so that the library can be replaced in one place")
                .check(CORE);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that(resideOutsideOfPackage(within("cli")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .because(
                        "the window has no terminal, and a worker's output is its log: the rest of core tells by return values, progress and events")
                .check(CORE);
    }

    @Test
    void oneLoggingApi() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.log4j..", "org.apache.commons.logging..")
                .because("a user gets one log, configured in one place, through SLF4J")
                .check(CORE);
    }

    @Test
    void noStaticFieldCanBeReassigned() {
        fields().that(areWrittenByPeople())
                .and()
                .areStatic()
                .should()
                .beFinal()
                .because("static mutable state couples runs, projects and tests that know nothing of each other")
                .check(CORE);
    }

    @Test
    void noStaticFieldHoldsAMutableCollection() {
        fields().that(areWrittenByPeople())
                .and()
                .areStatic()
                .should(holdNoMutableObject())
                .because("a final field with a mutable collection in it is static mutable state all the same")
                .check(CORE);
    }

    private static DescribedPredicate<JavaField> areWrittenByPeople() {
        return DescribedPredicate.describe(
                "are written by people",
                f -> !f.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !f.getName().startsWith("$"));
    }

    /** Collections must come out of List.of and the like; arrays must be private, where a review can see that nobody writes them. */
    private static ArchCondition<JavaField> holdNoMutableObject() {
        return new ArchCondition<>("hold no mutable object that others can reach") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                JavaClass type = field.getRawType();
                boolean isPrivate = field.getModifiers().contains(JavaModifier.PRIVATE);
                boolean bad = type.isArray() ? !isPrivate : mutableCollection(field) || typeIsMutable(type);
                if (bad) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is mutable static state"));
                }
            }
        };
    }

    private static boolean typeIsMutable(JavaClass type) {
        return type.getPackageName().equals("java.util.concurrent.atomic")
                || type.isAssignableTo(StringBuilder.class)
                || type.isAssignableTo(ThreadLocal.class);
    }

    private static boolean mutableCollection(JavaField field) {
        JavaClass type = field.getRawType();
        if (!type.isAssignableTo(Iterable.class) && !type.isAssignableTo(Map.class)) {
            return false;
        }
        try {
            java.lang.reflect.Field f = field.reflect();
            f.setAccessible(true);
            String found = String.valueOf(f.get(null).getClass());
            return !found.contains("java.util.ImmutableCollections")
                    && !f.get(null).getClass().isRecord()
                    && !(f.get(null) instanceof java.nio.file.Path);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
