package hammingway.run;

import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Scoring;
import hammingway.code.decode.UnigramPrior;
import hammingway.data.DataPreparation;
import hammingway.eval.EvaluationResult;
import hammingway.eval.trace.Trace;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularyFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An evaluated run with all that its traces are read with; opening it reads the codebook and the vocabulary, and maps the rest.
 *
 * @param folder     of the evaluation: the run's own, or that of a text in the project's {@code texts}
 * @param codebook   the very one that the traces were made with; none for softmax and one-vs-all
 * @param vocabulary the very one that the traces were made with
 */
public record TracedRun(
        RunFolder run, RunSpec spec, Path folder, Trace trace, Optional<Codebook> codebook, Vocabulary vocabulary) {

    /** On the validation text. @throws WorkbenchException where traces are missing, damaged, or belong to something else */
    public static TracedRun open(RunFolder run) {
        return open(run, run.evaluation());
    }

    /** On a text that the run was evaluated on later: {@code texts/<text>/<run>} of the project. */
    public static TracedRun open(RunFolder run, String text) {
        Path folder = run.project().resolve("texts").resolve(text).resolve(run.id());
        if (!Files.isDirectory(folder)) {
            throw new WorkbenchException("The run " + run.id() + " was not evaluated on the text \"" + text
                    + "\". Choose another text, or evaluate it: hammingway errors evaluate " + run.id()
                    + " --text FILE --name \"" + text + "\".");
        }
        return open(run, folder);
    }

    private static TracedRun open(RunFolder run, Path folder) {
        Trace trace = Trace.open(folder.resolve("traces"));
        RunSpec spec = run.spec();
        Path facts = folder.resolve("traces").resolve("trace.json");
        Optional<Codebook> codebook =
                Files.exists(run.codebook()) ? Optional.of(CodebookFiles.read(run.codebook())) : Optional.empty();
        Optional<String> hash = codebook.map(Codebook::hash);
        if (!hash.equals(trace.facts().codebookSha256())) {
            throw new FileFormatException(
                    facts,
                    "codebookSha256",
                    shorten(trace.facts().codebookSha256()),
                    run.codebook().getFileName() + " of the run is " + shorten(hash)
                            + ": the traces are of another codebook. Evaluate the run again, or put its codebook back.");
        }
        return new TracedRun(run, spec, folder, trace, codebook, vocabulary(run, spec, trace, facts));
    }

    private static Vocabulary vocabulary(RunFolder run, RunSpec spec, Trace trace, Path facts) {
        String data = trace.facts().dataSha256();
        String own = Files.exists(run.environment())
                ? Json.read(run.environment()).path("dataSha256").asText()
                : data;
        if (!own.equals(data)) {
            throw new FileFormatException(
                    facts,
                    "dataSha256",
                    shorten(Optional.of(data)),
                    "environment.json of the run tells " + shorten(Optional.of(own))
                            + ": the traces are of another vocabulary or text. Evaluate the run again.");
        }
        Path folder = DataPreparation.folder(run.project(), spec.vocabulary(), data);
        if (!Files.isRegularFile(folder.resolve("counts.csv"))) {
            throw new WorkbenchException("The vocabulary of the run " + run.id() + ", " + folder
                    + ", is gone, so its tokens have no names. Put the folder back, or do the run again.");
        }
        Vocabulary vocabulary = VocabularyFolder.read(spec.vocabulary(), folder);
        if (vocabulary.size() != trace.facts().vocabulary()) {
            throw new FileFormatException(
                    facts,
                    "vocabulary",
                    trace.facts().vocabulary() + " tokens",
                    folder.getFileName() + " has " + vocabulary.size()
                            + ": the traces are of another vocabulary. Evaluate the run again.");
        }
        return vocabulary;
    }

    private static String shorten(Optional<String> hash) {
        return hash.map(h -> h.substring(0, Math.min(8, h.length()))).orElse("none");
    }

    /** The folder of its vocabulary among those of the project. */
    public String vocabularyName() {
        Path folder = DataPreparation.folder(
                run.project(), spec.vocabulary(), trace.facts().dataSha256());
        return String.valueOf(folder.getFileName());
    }

    /** The figures that the evaluation wrote. */
    public EvaluationResult result() {
        return SpecCodec.read(EvaluationResult.class, folder.resolve("metrics.json"));
    }

    /** One number per token where the head adds log-frequencies to scores, in double precision; else none. */
    public double[] prior() {
        if (!trace.facts().unigramPrior()) {
            return new double[0];
        }
        float[] single = UnigramPrior.of(vocabulary.counts());
        double[] prior = new double[single.length];
        for (int v = 0; v < prior.length; v++) {
            prior[v] = single[v];
        }
        return prior;
    }

    /** What the run ranked by; the prior counts for the log-likelihood alone. */
    public Scoring scoring() {
        Decoder decoder = trace.facts().decoder();
        return new Scoring(decoder, 1, decoder instanceof Decoder.LogLikelihood ? prior() : new double[0]);
    }
}
