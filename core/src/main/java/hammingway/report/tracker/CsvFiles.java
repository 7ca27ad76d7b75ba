package hammingway.report.tracker;

import hammingway.base.AtomicFiles;
import hammingway.run.RunEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** A run as tables: {@code steps.csv}, {@code validations.csv}, {@code evaluation.csv}, {@code parameters.csv}. Times are milliseconds since 1970. */
final class CsvFiles {
    private CsvFiles() {}

    static void write(RunRecord run, Path folder) {
        AtomicFiles.write(
                folder.resolve("steps.csv"),
                out -> table(out, RunRecord.STEP, run.status().steps(), RunEvent.StepDone::step));
        AtomicFiles.write(
                folder.resolve("validations.csv"),
                out -> table(out, RunRecord.VALIDATION, run.status().validations(), RunEvent.Validated::step));
        AtomicFiles.writeString(folder.resolve("evaluation.csv"), pairs("figure", run.evaluation()));
        AtomicFiles.writeString(folder.resolve("parameters.csv"), pairs("parameter", run.parameters()));
    }

    private static <E extends RunEvent> void table(
            OutputStream stream, List<RunRecord.Figure<E>> figures, List<E> events, ToLongFunction<E> step)
            throws IOException {
        // flushed, not closed: the stream belongs to the file
        @SuppressWarnings("resource")
        Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        out.write("step,time");
        for (RunRecord.Figure<E> figure : figures) {
            out.write("," + figure.name().replaceFirst(".*/", ""));
        }
        out.write("\n");
        for (E e : events) {
            out.write(step.applyAsLong(e) + "," + e.time());
            for (RunRecord.Figure<E> figure : figures) {
                OptionalDouble value = figure.of().apply(e);
                out.write("," + (value.isPresent() ? String.valueOf(value.getAsDouble()) : ""));
            }
            out.write("\n");
        }
        out.flush();
    }

    private static String pairs(String what, Map<String, ?> values) {
        StringBuilder text = new StringBuilder(what + ",value\n");
        values.forEach((name, value) -> text.append(quoted(name))
                .append(',')
                .append(value instanceof Double ? String.valueOf(value) : quoted(String.valueOf(value)))
                .append('\n'));
        return text.toString();
    }

    private static String quoted(String s) {
        return "\"" + s.replace("\"", "\"\"") + "\"";
    }
}
