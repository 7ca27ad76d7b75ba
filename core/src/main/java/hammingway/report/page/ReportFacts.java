package hammingway.report.page;

import hammingway.report.tracker.RunRecord;
import hammingway.run.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was compared, and where each figure comes from. */
final class ReportFacts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A hash this long tells runs apart for people; the title has it whole. */
    private static final int SHORT_HASH = 12;

    private final List<RunRecord> runs;
    private final Differences differences;

    ReportFacts(List<RunRecord> runs, Differences differences) {
        this.runs = runs;
        this.differences = differences;
    }

    /** The parts that all runs share, in the order of the path from vocabulary to evaluation. */
    String compared() {
        Map<String, String> facts = new LinkedHashMap<>();
        Map<String, Map<String, String>> parts = new LinkedHashMap<>();
        differences.common().forEach((field, value) -> {
            String[] path = field.split("\\.", 2);
            parts.computeIfAbsent(path[0], p -> new LinkedHashMap<>()).put(path[path.length - 1], value);
        });
        for (String part : List.of("vocabulary", "data", "backbone", "training", "evaluation", "head", "codebook")) {
            if (parts.containsKey(part)) {
                facts.put(part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1), words(parts.get(part)));
            }
        }
        facts.put("Tokens seen in training", range(tokens(), "%,d"));
        facts.put(
                "Seeds",
                runs.stream()
                        .map(r -> String.valueOf(r.spec().seed()))
                        .distinct()
                        .collect(Collectors.joining(", ")));
        return definitions(facts) + Html.element("p class=\"note\"", "What differs between runs is left out here.");
    }

    private static String words(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(e -> e.getKey() + " " + (e.getValue().isEmpty() ? "\u2013" : e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private List<Long> tokens() {
        return runs.stream()
                .map(r -> r.status().steps().stream()
                        .mapToLong(RunEvent.StepDone::tokens)
                        .sum())
                .toList();
    }

    private static String range(List<Long> values, String format) {
        long least = values.stream().mapToLong(Long::longValue).min().orElse(0);
        long most = values.stream().mapToLong(Long::longValue).max().orElse(0);
        String low = String.format(Locale.ROOT, format, least);
        return least == most ? low + " in each run" : low + " to " + String.format(Locale.ROOT, format, most);
    }

    private static String definitions(Map<String, String> facts) {
        return Html.element(
                "dl",
                facts.entrySet().stream()
                        .map(e ->
                                Html.element("dt", Html.text(e.getKey())) + Html.element("dd", Html.text(e.getValue())))
                        .collect(Collectors.joining("\n")));
    }

    /** One line for each run: what sets it apart. */
    String differences() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < runs.size(); i++) {
            List<String> own = differences.of(i);
            String cell = own.isEmpty()
                    ? "the most common values throughout"
                    : own.stream().map(d -> Html.element("code", Html.text(d))).collect(Collectors.joining(", "));
            rows.append(Html.element(
                    "tr",
                    Html.element(
                                    "th scope=\"row\"",
                                    Html.text(runs.get(i).spec().name()))
                            + Html.element("td", cell)));
            rows.append('\n');
        }
        return table("<th scope=\"col\">Run</th><th scope=\"col\">Not the most common value</th>", rows.toString());
    }

    /** Versions and machine where they agree, then a line for each run. */
    String provenance() {
        Map<String, String> facts = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(r -> names.addAll(r.environment().keySet()));
        List<String> differing = new ArrayList<>();
        for (String name : names) {
            Set<String> values = new LinkedHashSet<>();
            runs.forEach(r -> values.add(r.environment().getOrDefault(name, "")));
            if (values.size() == 1) {
                facts.put(name, values.iterator().next());
            } else {
                differing.add(name);
            }
        }
        String rows = runs.stream().map(r -> line(r, differing)).collect(Collectors.joining("\n"));
        return (facts.isEmpty() ? "" : definitions(facts))
                + table(
                        "<th scope=\"col\">Run</th><th scope=\"col\">Folder and hash of the specification</th>"
                                + "<th scope=\"col\" class=\"n\">Seed</th><th scope=\"col\">Started</th>"
                                + "<th scope=\"col\" class=\"n\">Start to end</th><th scope=\"col\" class=\"n\">Tokens</th>"
                                + "<th scope=\"col\">Differs from other runs in</th>",
                        rows);
    }

    private static String line(RunRecord r, List<String> differing) {
        Duration took = Duration.ofMillis(r.end() - r.start());
        long tokens =
                r.status().steps().stream().mapToLong(RunEvent.StepDone::tokens).sum();
        String own = differing.stream()
                .filter(r.environment()::containsKey)
                .map(name -> Html.text(name) + " " + value(r.environment().getOrDefault(name, "")))
                .collect(Collectors.joining("<br />"));
        return "<tr>" + Html.element("th scope=\"row\"", Html.text(r.spec().name()))
                + Html.element(
                        "td",
                        Html.element("code", Html.text(r.folder().id())) + "<br />"
                                + value(r.spec().hash()))
                + Html.element("td class=\"n\"", String.valueOf(r.spec().seed()))
                + Html.element("td", TIME.format(Instant.ofEpochMilli(r.start())))
                + Html.element("td class=\"n\"", time(took))
                + Html.element("td class=\"n\"", String.format(Locale.ROOT, "%,d", tokens))
                + Html.element("td", own)
                + "</tr>";
    }

    /** Hashes are cut; the title has them whole. */
    private static String value(String s) {
        return s.matches("[0-9a-f]{64}")
                ? Html.element("code title=\"" + s + "\"", s.substring(0, SHORT_HASH))
                : Html.element("code", Html.text(s));
    }

    private static String time(Duration took) {
        return took.toHours() > 0
                ? took.toHours() + " h " + took.toMinutesPart() + " min"
                : took.toMinutes() > 0
                        ? took.toMinutes() + " min " + took.toSecondsPart() + " s"
                        : took.toSeconds() + " s";
    }

    private static String table(String head, String rows) {
        return "<div class=\"wide\"><table>\n<thead><tr>" + head + "</tr></thead>\n<tbody>\n" + rows
                + "\n</tbody></table></div>";
    }
}
