package hammingway.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The curves of a run in columns, for logs of a million steps: 64 bytes a step, and a step's line is read without making an object of it.
 * Events of steps after a checkpoint that was continued from are dropped, as the run did. Not thread-safe.
 */
public final class RunHistory {
    /** How every line of a step begins, as {@link EventLog} writes it. */
    private static final String STEP = "{\"type\":\"step-done\"";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final double MEGABYTE = 1 << 20;

    /** What is known of every step. */
    public enum Column {
        STEP,
        /** Seconds of training up to the step's end, validation and pauses left out. */
        SECONDS,
        /** Tokens trained on up to the step's end; of a branch, those before it counted as its first step's. */
        TOKENS,
        LOSS,
        LEARNING_RATE,
        GRADIENT_NORM,
        TOKENS_PER_SECOND,
        MEGABYTES
    }

    private final EventLog log;
    private final RunStatus status = new RunStatus();
    private final Map<Column, double[]> columns = new EnumMap<>(Column.class);
    private final List<RunEvent.Validated> validations = new ArrayList<>();
    private final List<RunEvent.Sampled> samples = new ArrayList<>();
    private long beginnings;
    private int size;
    private long version;
    private long drops;

    public RunHistory(EventLog log) {
        this.log = log;
        for (Column c : Column.values()) {
            columns.put(c, new double[64]);
        }
    }

    /** Reads what was appended. @return whether there was something new */
    public boolean poll() {
        long before = version;
        log.eachLine(this::line);
        return version != before;
    }

    private void line(String line) {
        if (log.beginnings() != beginnings) {
            beginnings = log.beginnings();
            forgetAfter(-1);
        }
        version++;
        if (line.startsWith(STEP)) {
            step(line);
        } else {
            EventLog.parse(line).ifPresent(this::accept);
        }
    }

    private void accept(RunEvent event) {
        switch (event) {
            case RunEvent.StepDone s ->
                add(
                        (double) s.step(),
                        s.loss(),
                        s.learningRate(),
                        s.gradientNorm(),
                        s.seconds(),
                        (double) s.tokens(),
                        (double) s.memoryBytes());
            case RunEvent.Started s -> {
                forgetAfter(s.fromStep());
                status.accept(s);
            }
            case RunEvent.Validated v -> validations.add(v);
            case RunEvent.Sampled s -> {
                samples.removeIf(x -> x.step() == s.step()); // a worker killed before its checkpoint writes it again
                samples.add(s);
            }
            case RunEvent.Built e -> status.accept(e);
            case RunEvent.Stage e -> status.accept(e);
            case RunEvent.CheckpointWritten e -> status.accept(e);
            case RunEvent.Paused e -> status.accept(e);
            case RunEvent.Continued e -> status.accept(e);
            case RunEvent.Evaluated e -> status.accept(e);
            case RunEvent.Warning e -> status.accept(e);
            case RunEvent.Finished e -> status.accept(e);
            case RunEvent.Stopped e -> status.accept(e);
            case RunEvent.Failed e -> status.accept(e);
        }
    }

    private void forgetAfter(long step) {
        int before = size;
        while (size > 0 && column(Column.STEP)[size - 1] > step) {
            size--;
        }
        drops += size < before ? 1 : 0;
        validations.removeIf(v -> v.step() > step);
        samples.removeIf(s -> s.step() > step);
    }

    /** A line cut by a power failure, or of a newer version, is skipped. */
    private void step(String line) {
        double[] v = new double[7];
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                int at = switch (name) {
                    case "step" -> 0;
                    case "loss" -> 1;
                    case "learningRate" -> 2;
                    case "gradientNorm" -> 3;
                    case "seconds" -> 4;
                    case "tokens" -> 5;
                    case "memoryBytes" -> 6;
                    default -> -1;
                };
                if (at >= 0) {
                    v[at] = Double.parseDouble(json.getText());
                }
            }
        } catch (IOException | NumberFormatException e) {
            return;
        }
        add(v[0], v[1], v[2], v[3], v[4], v[5], v[6]);
    }

    private void add(double step, double loss, double rate, double norm, double seconds, double tokens, double memory) {
        if (size == column(Column.STEP).length) {
            columns.replaceAll((c, values) -> Arrays.copyOf(values, 2 * size));
        }
        double time = size == 0 ? 0 : column(Column.SECONDS)[size - 1];
        double seen = size == 0 ? tokens * (step - 1) : column(Column.TOKENS)[size - 1];
        set(Column.STEP, step);
        set(Column.SECONDS, time + seconds);
        set(Column.TOKENS, seen + tokens);
        set(Column.LOSS, loss);
        set(Column.LEARNING_RATE, rate);
        set(Column.GRADIENT_NORM, norm);
        set(Column.TOKENS_PER_SECOND, seconds > 0 ? tokens / seconds : Double.NaN);
        set(Column.MEGABYTES, memory > 0 ? memory / MEGABYTE : Double.NaN);
        size++;
    }

    private void set(Column column, double value) {
        column(column)[size] = value;
    }

    /** Steps known. */
    public int size() {
        return size;
    }

    /** Changes with everything read. */
    public long version() {
        return version;
    }

    /** Changes whenever steps were dropped: what was computed from the columns is void then. */
    public long drops() {
        return drops;
    }

    /** The values of a column, the first {@link #size} of them; not a copy, and not to be written to. */
    public double[] column(Column column) {
        return Objects.requireNonNull(columns.get(column));
    }

    /** Where a step lies on another axis: the value of the last step up to it; 0 before the first. */
    public double at(Column axis, long step) {
        if (axis == Column.STEP) {
            return (double) step;
        }
        int found = Arrays.binarySearch(column(Column.STEP), 0, size, (double) step);
        int index = found >= 0 ? found : -found - 2;
        return index < 0 ? 0 : column(axis)[index];
    }

    public List<RunEvent.Validated> validations() {
        return validations;
    }

    /** Texts written at checkpoints, oldest first. */
    public List<RunEvent.Sampled> samples() {
        return samples;
    }

    /** The size of the model, once it stands. */
    public Optional<RunEvent.Built> built() {
        return status.built();
    }

    public Optional<RunEvent.Evaluated> evaluated() {
        return status.evaluated();
    }
}
