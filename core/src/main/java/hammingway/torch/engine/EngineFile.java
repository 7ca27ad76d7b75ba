package hammingway.torch.engine;

import hammingway.base.Json;
import hammingway.base.MachineFolder;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Where the choice of the engine is kept, for the window, the command line and workers alike. */
public record EngineFile(Path path) {
    public static EngineFile ofUser() {
        return new EngineFile(MachineFolder.ofUser().resolve("engine.json"));
    }

    /** @throws WorkbenchException naming the file and what to do, when it cannot be used */
    public EngineSettings load() {
        if (Files.notExists(path)) {
            return EngineSettings.DEFAULT;
        }
        try {
            return SpecCodec.read(EngineSettings.class, path);
        } catch (WorkbenchException e) {
            throw new WorkbenchException(
                    e.getMessage() + "\nCorrect the file, or choose an engine anew: engine use bundled.", e);
        }
    }

    public void save(EngineSettings settings) {
        Json.write(path, SpecCodec.write(settings));
    }

    /** Changes what is kept; a file that cannot be read is replaced, as choosing anew is how it is mended. */
    public EngineSettings update(UnaryOperator<EngineSettings> change) {
        EngineSettings before;
        try {
            before = load();
        } catch (WorkbenchException e) {
            before = EngineSettings.DEFAULT;
        }
        EngineSettings after = change.apply(before);
        save(after);
        return after;
    }
}
