package hammingway.report.page;

import hammingway.report.tracker.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the specifications of runs have in common, and what sets each apart from the most common value of a field. */
final class Differences {
    private static final String ABSENT = "";

    private final List<Map<String, String>> runs;
    private final Map<String, String> usual = new LinkedHashMap<>();
    private final Set<String> differing = new LinkedHashSet<>();

    Differences(List<RunRecord> records) {
        runs = records.stream().map(RunRecord::parameters).toList();
        Set<String> fields = new LinkedHashSet<>();
        runs.forEach(r -> fields.addAll(r.keySet()));
        fields.remove("name");
        for (String field : fields) {
            Map<String, Integer> counts = new LinkedHashMap<>();
            runs.forEach(r -> counts.merge(r.getOrDefault(field, ABSENT), 1, Integer::sum));
            int most =
                    counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            usual.put(
                    field,
                    counts.entrySet().stream()
                            .filter(e -> e.getValue() == most)
                            .findFirst()
                            .orElseThrow()
                            .getKey());
            if (counts.size() > 1) {
                differing.add(field);
            }
        }
    }

    /** Fields with one value in all runs. */
    Map<String, String> common() {
        Map<String, String> common = new LinkedHashMap<>(usual);
        common.keySet().removeAll(differing);
        return common;
    }

    /** Fields that differ and are none of the decision layer, its code, the seed or the machine: they spoil a comparison. */
    List<String> spoiling() {
        Predicate<String> layer = f -> f.matches("(head|codebook|device)\\..*|seed");
        return differing.stream().filter(layer.negate()).toList();
    }

    /** The values of one run that are not the usual ones. */
    List<String> of(int run) {
        Map<String, String> own = runs.get(run);
        Set<String> told = new LinkedHashSet<>();
        for (String field : differing) {
            String value = own.getOrDefault(field, ABSENT);
            if (value.equals(usual.get(field))) {
                continue;
            }
            String part = field.split("\\.", 2)[0];
            boolean whole = own.keySet().stream().noneMatch(f -> f.startsWith(part + "."));
            told.add(value.equals(ABSENT) ? "no " + (whole ? part : field) : field + " = " + value);
        }
        return new ArrayList<>(told);
    }
}
