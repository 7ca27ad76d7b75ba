package hammingway.report.page;

import hammingway.base.AtomicFiles;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.report.ChartChoice;
import hammingway.report.ChartWriter;
import hammingway.report.Comparison;
import hammingway.report.SizeChart;
import hammingway.report.tracker.RunRecord;
import hammingway.run.RunFolder;
import hammingway.run.RunStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A study as one HTML file: chart, table, curves, what differs, where it comes from and how to repeat it. It loads nothing and runs nothing. */
public final class StudyReport {
    /** What the files of this class are known by, so that no other file is replaced. */
    private static final String GENERATOR = "<meta name=\"generator\" content=\"Hammingway report\" />";

    /** The mark stands within so many characters. */
    private static final int HEAD = 1000;

    /**
     * What is reported.
     *
     * @param title    of the page
     * @param runs     in the order of the page; those without evaluation are told
     * @param missing  what should be there and is not, a sentence each
     * @param commands that make the same again
     */
    public record Subject(String title, List<RunFolder> runs, List<String> missing, List<String> commands) {}

    private final Subject subject;
    private final List<RunRecord> runs = new ArrayList<>();
    private final List<String> warnings;

    private StudyReport(Subject subject) {
        this.subject = subject;
        warnings = new ArrayList<>(subject.missing());
    }

    /**
     * Writes the page.
     *
     * @param charts draws the chart; without it the page has none
     * @return whether an earlier report was replaced
     * @throws WorkbenchException when nothing can be reported, or when the file is another's
     */
    public static boolean write(Path file, Subject subject, Optional<ChartWriter> charts, Progress progress) {
        boolean there = Files.exists(file);
        if (there && !isReport(file)) {
            throw new WorkbenchException(
                    file + " is there already and is no report of Hammingway. Choose another name, or move that file.");
        }
        String page = new StudyReport(subject).page(charts, progress);
        AtomicFiles.writeString(file, page);
        return there;
    }

    private static boolean isReport(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).contains(GENERATOR);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
    }

    private String page(Optional<ChartWriter> charts, Progress progress) {
        Comparison comparison = Comparison.of(subject.runs());
        if (comparison.rows().isEmpty()) {
            throw new WorkbenchException("No run to report has an evaluation yet. Let a run finish first."
                    + comparison.damaged().stream().map(d -> "\n" + d).collect(Collectors.joining()));
        }
        comparison.damaged().forEach(d -> warnings.add(placeless("Left out: " + d)));
        for (int i = 0; i < subject.runs().size(); i++) {
            progress.check();
            progress.update(
                    (double) i / subject.runs().size(), subject.runs().get(i).id());
            read(subject.runs().get(i), comparison);
        }
        // as in the table
        List<String> order =
                comparison.rows().stream().flatMap(r -> r.runIds().stream()).toList();
        runs.sort(Comparator.comparingInt(r -> order.indexOf(r.folder().id())));
        Differences differences = new Differences(runs);
        warn(differences);
        ReportFacts facts = new ReportFacts(runs, differences);
        return head()
                + warnings()
                + Html.section("compared", "What was compared", facts.compared())
                + Html.section("chart", "Accuracy against size", chart(comparison, charts))
                + Html.section("figures", "Figures", ReportTable.of(comparison))
                + Html.section("curves", "Learning curves", ReportCurves.of(runs))
                + Html.section("runs", "How the runs differ", facts.differences())
                + Html.section("provenance", "Provenance", facts.provenance())
                + Html.section("repeat", "To repeat it", repeat())
                + foot();
    }

    /** Messages name files in full; where the project lies on this computer is none of the readers' business. */
    private String placeless(String message) {
        String text = message;
        for (RunFolder run : subject.runs()) {
            text = text.replace(run.path().toString(), run.id())
                    .replace(run.path().toAbsolutePath().normalize().toString(), run.id());
        }
        return text;
    }

    private void read(RunFolder run, Comparison comparison) {
        RunRecord record;
        try {
            record = RunRecord.read(run);
        } catch (WorkbenchException e) {
            String told = placeless("Left out: " + run.id() + ": " + e.getMessage());
            if (!warnings.contains(told)) {
                warnings.add(told);
            }
            return;
        }
        if (comparison.rows().stream().anyMatch(r -> r.runIds().contains(run.id()))) {
            runs.add(record);
            record.status().warnings().forEach(w -> warnings.add(record.spec().name() + ": " + w));
        } else if (!Files.exists(run.evaluation().resolve("metrics.json"))) {
            RunStatus.State state = record.status().state();
            warnings.add("Left out, not evaluated: " + record.spec().name() + " ("
                    + state.name().toLowerCase(Locale.ROOT) + ")");
        }
    }

    private void warn(Differences differences) {
        List<String> spoiling = differences.spoiling();
        if (!spoiling.isEmpty()) {
            warnings.add("The runs differ in more than the decision layer: " + String.join(", ", spoiling)
                    + ". Compare accuracies only between runs that agree in these.");
        }
        for (String part : List.of("os", "processors", "device", "threads")) {
            long kinds = runs.stream()
                    .map(r -> r.environment().getOrDefault(part, ""))
                    .distinct()
                    .count();
            if (kinds > 1) {
                warnings.add("The runs were measured with different " + part
                        + " (see Provenance): do not compare their times.");
            }
        }
    }

    private String head() {
        int n = runs.size();
        String lead =
                (n == 1 ? "1 run" : n + " runs") + ". Written by Hammingway on " + LocalDate.now(ZoneOffset.UTC) + ".";
        return """
                <!DOCTYPE html>
                <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
                <head>
                <meta charset="utf-8" />
                %s
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <header>
                <h1>%s</h1>
                <p class="lead">%s</p>
                </header>
                <main>
                """.formatted(GENERATOR, Html.text(subject.title()), style(), Html.text(subject.title()), lead);
    }

    private String warnings() {
        return warnings.isEmpty()
                ? ""
                : "<div class=\"warnings\" role=\"note\">\n<h2>Mind this</h2>\n" + Html.list(warnings) + "\n</div>\n";
    }

    private String chart(Comparison comparison, Optional<ChartWriter> charts) {
        return charts.map(writer -> {
                    SizeChart chart = SizeChart.of(comparison, ChartChoice.STANDARD, subject.title());
                    return "<figure>\n<div class=\"light\">" + writer.inline(chart, ChartWriter.Look.LIGHT)
                            + "</div>\n<div class=\"dark\">" + writer.inline(chart, ChartWriter.Look.DARK)
                            + "</div>\n</figure>";
                })
                .orElse("");
    }

    private String repeat() {
        return Html.element("pre", Html.text(String.join("\n", subject.commands())))
                + Html.element(
                        "p class=\"note\"",
                        "The same specification on the same machine with the same versions and threads gives the same figures, times apart.");
    }

    private static String foot() {
        return "</main>\n<footer>This page is one file: it loads nothing and can be kept, sent and printed as it is.</footer>\n</body>\n</html>\n";
    }

    private static String style() {
        try (InputStream in = StudyReport.class.getResourceAsStream("/hammingway/report/report.css")) {
            if (in == null) {
                throw new IllegalStateException("no style sheet");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
