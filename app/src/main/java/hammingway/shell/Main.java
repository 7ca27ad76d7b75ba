package hammingway.shell;

import hammingway.compare.ChartFiles;
import hammingway.report.ChartWriter;
import hammingway.settings.PreferencesCommand;
import hammingway.settings.PreferencesFile;
import hammingway.shell.start.Opening;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;

/** {@code hammingway [-p FOLDER | FILE]} opens the window; with a command, it is the command line. Does not extend Application, so that the class path works. */
public final class Main {
    private static final String FILE = "--open=";

    private Main() {}

    public static void main(String[] args) {
        // pictures are drawn off screen; the window is JavaFX's alone
        System.setProperty("java.awt.headless", "true");
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(args, out));
    }

    private static int run(String[] args, PrintWriter out) {
        if (args.length > 0 && args[0].equals("pictures")) {
            return Pictures.run(Arrays.copyOfRange(args, 1, args.length), out);
        }
        if (args.length > 0 && args[0].equals("preferences")) {
            return new PreferencesCommand(PreferencesFile.ofUser(), out)
                    .run(List.of(args).subList(1, args.length));
        }
        Optional<List<String>> window = windowOf(args);
        if (window.isEmpty()) {
            return hammingway.cli.Main.run(args, out, charts());
        }
        Optional<String> missing =
                missingScreen(System.getenv(), System.getProperty("os.name"), System.getProperty("glass.platform", ""));
        if (missing.isPresent()) {
            return inTheTerminal(missing.get(), args, out);
        }
        try {
            Application.launch(WorkbenchApplication.class, window.get().toArray(String[]::new));
            return 0;
        } catch (UnsupportedOperationException e) {
            // the toolkit's word for a display that is named but does not answer
            return inTheTerminal(String.valueOf(e.getMessage()), args, out);
        }
    }

    static Optional<ChartWriter> charts() {
        return Optional.of(new ChartFiles());
    }

    /** Parameters of the window, when the command line asks for it: no word, a project's folder alone, or a file that the desktop hands over. */
    static Optional<List<String>> windowOf(String[] args) {
        if (args.length == 0) {
            return Optional.of(List.of());
        }
        if (args.length == 2 && (args[0].equals("-p") || args[0].equals("--project"))) {
            return Optional.of(List.of("--project=" + args[1]));
        }
        if (args.length == 1 && args[0].startsWith("--project=")) {
            return Optional.of(List.of(args));
        }
        return args.length == 1 && Opening.looksLikeFile(args[0]) && !hammingway.cli.Main.isCommand(args[0])
                ? Optional.of(List.of(FILE + args[0]))
                : Optional.empty();
    }

    /** Why there can be no window. Only Linux has machines without a screen that the toolkit does not bear. */
    static Optional<String> missingScreen(Map<String, String> environment, String system, String glass) {
        boolean linux = system.toLowerCase(Locale.ROOT).contains("linux");
        // the toolkit speaks X11, also under Wayland
        boolean display = !environment.getOrDefault("DISPLAY", "").isBlank();
        return !linux || display || glass.equals("Headless") ? Optional.empty() : Optional.of("DISPLAY is not set");
    }

    private static int inTheTerminal(String reason, String[] args, PrintWriter out) {
        if (args.length == 1 && !args[0].startsWith("-")) {
            out.println("There is no display for the window (" + reason + "): " + args[0]
                    + " cannot be shown. The command line works without one: hammingway --help.");
            return 1;
        }
        out.println(
                "There is no display for the window (" + reason
                        + "): the quick-start study runs here in the terminal instead. Interrupt it whenever you like; the same command continues.");
        String[] study = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("study", "quickstart"), Arrays.stream(args))
                .toArray(String[]::new);
        return hammingway.cli.Main.run(study, out, charts());
    }
}
