package hammingway.report.tracker;

import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.run.RunEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder for each run with one event file: scalars of steps, validations and the evaluation, the specification as text and for
 * the table of hyperparameters.
 */
final class TensorBoardFiles {
    private static final String HPARAMS = "hparams";

    /** Values of {@code tensorboard.hparams.Status}. */
    private static final int UNKNOWN = 0;

    private static final int SUCCESS = 1;
    private static final int FAILURE = 2;
    private static final int RUNNING = 3;

    private TensorBoardFiles() {}

    static void write(RunRecord run, Path folder) {
        AtomicFiles.write(folder.resolve(name(run)), out -> events(run, out));
    }

    /** Ends in the program's name where others write the computer's: an export may be published. */
    static String name(RunRecord run) {
        return "events.out.tfevents." + run.start() / 1000 + ".hammingway";
    }

    private static void events(RunRecord run, OutputStream out) throws IOException {
        EventFile file = new EventFile(out, run.start());
        file.text(run.start(), "specification", "```json\n" + Json.pretty(run.specification()) + "```");
        if (!run.environment().isEmpty()) {
            file.text(run.start(), "environment", table(run.environment()));
        }
        file.plugin(run.start(), "_hparams_/session_start_info", HPARAMS, sessionStart(run));
        for (RunEvent.StepDone s : run.status().steps()) {
            file.scalars(s.time(), s.step(), RunRecord.scalars(RunRecord.STEP, s));
        }
        for (RunEvent.Validated v : run.status().validations()) {
            file.scalars(v.time(), v.step(), RunRecord.scalars(RunRecord.VALIDATION, v));
        }
        if (!run.evaluation().isEmpty()) {
            List<EventFile.Scalar> figures = new ArrayList<>();
            run.evaluation().forEach((name, value) -> figures.add(new EventFile.Scalar("evaluation/" + name, value)));
            file.scalars(run.end(), run.status().stepsDone(), figures);
        }
        file.plugin(run.end(), "_hparams_/session_end_info", HPARAMS, sessionEnd(run));
    }

    private static String table(Map<String, String> texts) {
        StringBuilder text = new StringBuilder("| | |\n|---|---|\n");
        texts.forEach((name, value) -> text.append("| ")
                .append(name)
                .append(" | ")
                .append(value.replace("|", "\\|").replaceAll("\\R", " "))
                .append(" |\n"));
        return text.toString();
    }

    /** {@code HParamsPluginData} with a {@code SessionStartInfo}: a map of names to {@code google.protobuf.Value}. */
    private static ProtoMessage sessionStart(RunRecord run) {
        ProtoMessage info = new ProtoMessage();
        Flattened.leaves(run.specification(), ".").forEach((name, leaf) -> {
            ProtoMessage value = new ProtoMessage();
            if (leaf.isNumber()) {
                value.real(2, leaf.asDouble());
            } else if (leaf.isBoolean()) {
                value.integer(4, leaf.asBoolean() ? 1 : 0);
            } else {
                value.text(3, leaf.asText());
            }
            info.message(1, new ProtoMessage().text(1, name).message(2, value));
        });
        info.real(5, run.start() / 1000.0);
        return new ProtoMessage().message(3, info);
    }

    private static ProtoMessage sessionEnd(RunRecord run) {
        int status = switch (run.status().state()) {
            case FINISHED -> SUCCESS;
            case FAILED -> FAILURE;
            case PREPARING, TRAINING, PAUSED, EVALUATING -> RUNNING;
            case WAITING, STOPPED, INTERRUPTED -> UNKNOWN;
        };
        return new ProtoMessage()
                .message(4, new ProtoMessage().integer(1, status).real(2, run.end() / 1000.0));
    }
}
