package hammingway;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** numpy as a judge of our files; a test that needs it is skipped, with the reason, where python3 with numpy is not on the PATH. */
public final class Python {
    private Python() {}

    /** What a script prints, stripped. The arguments are {@code sys.argv[1:]}; numpy is {@code np}. */
    public static String numpy(String script, Path... arguments) throws IOException, InterruptedException {
        assumeTrue(run("import numpy", List.of()).code() == 0, "python3 with numpy is not on the PATH");
        Output output = run(
                "import sys, json\nimport numpy as np\n" + script,
                List.of(arguments).stream().map(Path::toString).toList());
        if (output.code() != 0) {
            throw new AssertionError("python3 failed:\n" + output.text());
        }
        return output.text().strip();
    }

    private record Output(int code, String text) {}

    private static Output run(String script, List<String> arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", script));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(60, TimeUnit.SECONDS)
                    ? new Output(process.exitValue(), text)
                    : new Output(-1, text + "\ntimed out");
        } catch (IOException e) {
            return new Output(-1, String.valueOf(e.getMessage()));
        }
    }
}
