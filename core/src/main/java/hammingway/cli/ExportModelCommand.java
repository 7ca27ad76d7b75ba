package hammingway.cli;

import hammingway.run.ModelExport;
import hammingway.torch.SafetensorsWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "export-model",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the model of a finished or stopped run as a folder that Hugging Face's libraries load: config.json, model.safetensors,"
                    + " the tokenizer; a code head and its codebook in hammingway_head.safetensors.",
            "Of a run with LoRA the adapters alone are written, in the format of PEFT, unless --merge is given."
        },
        footer = {"", "Example: export-model \"LoRA, 50 bits\" models/mine --merge --dtype bf16"})
final class ExportModelCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder, or its name")
    private String run;

    @Parameters(index = "1", paramLabel = "FOLDER", description = "A new or empty folder")
    private Path folder;

    @Mixin
    private ProjectOption project;

    @Option(names = "--merge", description = "Make adapters part of the model, W + alpha / r B A, and write it whole")
    private boolean merge;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description = "f32 or bf16: how the model's values are written (default: f32)")
    private Choice dtype = Choice.F32;

    /** Types that models are written in. */
    enum Choice {
        F32,
        BF16
    }

    @Override
    public Integer call() {
        ModelExport.Options options = new ModelExport.Options(
                merge, dtype == Choice.BF16 ? SafetensorsWriter.Type.BF16 : SafetensorsWriter.Type.F32);
        try (Interruption interruption = new Interruption(new LiveLine(main.out()))) {
            LiveLine line = interruption.line();
            ModelExport.Result result = ModelExport.write(RunArgument.of(run, project::open), folder, options, line);
            line.close();
            result.notes().forEach(note -> main.out().println(Main.printable(note)));
            main.out().println("Wrote " + result.folder());
        }
        return 0;
    }
}
