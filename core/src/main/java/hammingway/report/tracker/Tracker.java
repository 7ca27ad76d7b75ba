package hammingway.report.tracker;

/** What runs can be exported for. */
public enum Tracker {
    /** Event files, a folder for each run. */
    TENSORBOARD("tensorboard", "TensorBoard"),
    /** The file store of MLflow. */
    MLFLOW("mlruns", "MLflow"),
    /** Tables of steps, validations and figures, a folder for each run. */
    CSV("runs-csv", "CSV");

    private final String folder;
    private final String label;

    Tracker(String folder, String label) {
        this.folder = folder;
        this.label = label;
    }

    /** Where it goes among a project's exports. */
    public String folder() {
        return folder;
    }

    /** For people. */
    public String label() {
        return label;
    }
}
