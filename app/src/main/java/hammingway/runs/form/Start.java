package hammingway.runs.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.run.Project;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import java.nio.file.Path;
import java.util.List;

/**
 * What the page began with, and is compared with.
 *
 * @param group     a study's name, {@link #RUNS} or {@link #FILE}
 * @param name      the run in it
 * @param reference how the command line calls it: {@code quickstart:softmax}, or a file
 * @param spec      as it was
 */
record Start(String group, String name, String reference, ObjectNode spec) {
    /** The group of the project's own runs. */
    static final String RUNS = "Runs of this project";

    /** The group of specifications that were opened. */
    static final String FILE = "Opened files";

    static Start preset(String study, ObjectNode run) {
        String name = run.path("name").asText();
        return new Start(study, name, study + ":" + name, run);
    }

    /** The first run of the first study. */
    static Start first() {
        String study = Study.PRESETS.getFirst();
        return preset(study, runsOf(study).getFirst());
    }

    /** @param id of a run of the project */
    static Start run(Project project, String id) {
        Path file = project.run(id).path().resolve("spec.json");
        return new Start(RUNS, id, file.toString(), SpecCodec.write(SpecCodec.read(RunSpec.class, file)));
    }

    /** @throws hammingway.base.SpecException with every problem of the file */
    static Start file(Path file) {
        RunSpec read = SpecCodec.read(RunSpec.class, Json.read(file), file.toString());
        return new Start(FILE, String.valueOf(file.getFileName()), file.toString(), SpecCodec.write(read));
    }

    /** The runs of a study; some may need a model yet. */
    static List<ObjectNode> runsOf(String study) {
        return Study.drafts(study);
    }

    String label() {
        return group.equals(RUNS) || group.equals(FILE) ? name : group + ": " + name;
    }
}
