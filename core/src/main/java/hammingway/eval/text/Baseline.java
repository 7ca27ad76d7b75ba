package hammingway.eval.text;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What unrelated texts score with a layer, as the bert_score package's files have it: {@code LAYER,P,R,F}, a row a layer. A score x is
 * rescaled to (x - b) / (1 - b).
 */
record Baseline(double precision, double recall, double f1) {
    private static final long MAX_BYTES = 1_000_000;
    private static final String FORM = "A baseline file begins with LAYER,P,R,F and has a row a layer.";

    static Baseline read(Path file, int layer) {
        List<String> lines = lines(file);
        if (lines.isEmpty() || !cells(lines.getFirst()).equals(List.of("LAYER", "P", "R", "F"))) {
            throw new FileFormatException(
                    file, "line 1", lines.isEmpty() ? "nothing" : "\"" + lines.getFirst() + "\"", FORM);
        }
        for (int i = 1; i < lines.size(); i++) {
            List<String> cells = cells(lines.get(i));
            if (!lines.get(i).isBlank() && cells.size() != 4) {
                throw new FileFormatException(file, "line " + (i + 1), cells.size() + " values", FORM);
            }
            if (cells.getFirst().equals("" + layer)) {
                return new Baseline(
                        value(file, i, "P", cells.get(1)),
                        value(file, i, "R", cells.get(2)),
                        value(file, i, "F", cells.get(3)));
            }
        }
        throw new FileFormatException(
                file,
                "LAYER",
                "no row of layer " + layer,
                "Take the file that was made for this encoder, or another layer.");
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new FileFormatException(file, "", Files.size(file) + " bytes", FORM);
            }
            return Files.readAllLines(file);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new FileFormatException(file, "", "it is not UTF-8 text", FORM);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.strip().split("\\s*[,\\t]\\s*", -1));
    }

    private static double value(Path file, int line, String field, String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value > -1 && value < 1)) {
            throw new FileFormatException(
                    file,
                    "line " + (line + 1) + ", " + field,
                    "\"" + text + "\"",
                    "It must be a number between -1 and 1, a cosine.");
        }
        return value;
    }

    Overlap rescale(Overlap o) {
        return new Overlap(rescale(o.precision(), precision), rescale(o.recall(), recall), rescale(o.f1(), f1));
    }

    private static double rescale(double x, double b) {
        return (x - b) / (1 - b);
    }
}
