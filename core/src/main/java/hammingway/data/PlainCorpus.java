package hammingway.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.math.SplitRandom;
import hammingway.vocab.Tokenizer;
import hammingway.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/** Documents of plain text: every token counts. */
@SuppressWarnings("ArrayRecordComponent") // never compared
final class PlainCorpus implements Corpus {
    private final List<String> documents;
    private final DataSpec data;
    private final int context;

    PlainCorpus(List<String> documents, DataSpec data, int context) {
        this.documents = documents;
        this.data = data;
        this.context = context;
    }

    @Override
    public void addTo(MessageDigest digest) {
        for (String document : documents) {
            digest.update(document.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
    }

    @Override
    public List<String> documents(boolean trainingAlone) {
        return trainingAlone ? split().getFirst() : documents;
    }

    @Override
    public List<String> specials() {
        return List.of();
    }

    @Override
    public Encoded encode(Tokenizer tokenizer, Progress progress) {
        List<List<String>> parts = split();
        double bytes = parts.get(1).stream()
                .mapToLong(d -> d.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        return new Ids(
                this, encode(tokenizer, parts.get(0), progress), encode(tokenizer, parts.get(1), progress), bytes);
    }

    /** Training and validation documents. */
    private List<List<String>> split() {
        return switch (data.split()) {
            case TAIL -> {
                String text = String.join("\n\n", documents);
                int characters = text.codePointCount(0, text.length());
                int cut = text.offsetByCodePoints(0, (int) (characters * (1 - data.validationShare())));
                yield List.of(List.of(text.substring(0, cut)), List.of(text.substring(cut)));
            }
            case DOCUMENTS -> {
                if (documents.size() < 2) {
                    throw new WorkbenchException("data.split = documents needs at least 2 documents; the source has "
                            + documents.size() + ". Use data.split = tail, or set data.source.separator.");
                }
                yield drawn(documents, data);
            }
        };
    }

    /** Two parts, drawn by the seed: the rest, and the share that is held out. */
    static <T> List<List<T>> drawn(List<T> all, DataSpec data) {
        int[] order = SplitRandom.of(data.splitSeed(), "split", 0).permutation(all.size());
        int held = held(all.size(), data);
        List<T> shuffled = Arrays.stream(order).mapToObj(all::get).toList();
        return List.of(shuffled.subList(held, shuffled.size()), shuffled.subList(0, held));
    }

    /** How many of at least two are held out: one at least, and not all. */
    static int held(int all, DataSpec data) {
        return Math.clamp(Math.round(all * data.validationShare()), 1, all - 1);
    }

    private int[][] encode(Tokenizer tokenizer, List<String> texts, Progress progress) {
        if (data.packing() == DataSpec.Packing.STREAM) {
            return new int[][] {tokenizer.encode(String.join("\n\n", texts), progress)};
        }
        int[][] ids = new int[texts.size()][];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = tokenizer.encode(texts.get(i));
            if ((i & 255) == 0) {
                progress.check();
                progress.update((double) i / ids.length, "Encoding text");
            }
        }
        return ids;
    }

    private int[] pack(Vocabulary words, int[][] texts) {
        if (data.packing() == DataSpec.Packing.STREAM) {
            return words.map(texts[0]);
        }
        int padding = words.foldedId()
                .orElseThrow(
                        () -> new WorkbenchException(
                                "data.packing = padded fills windows with the folded id, which this vocabulary lacks. Set vocabulary.keep, or use packing stream."));
        int row = context + 1;
        int[] packed = new int[Math.multiplyExact(texts.length, row)];
        Arrays.fill(packed, padding);
        for (int d = 0; d < texts.length; d++) {
            int[] ids = words.map(texts[d]);
            System.arraycopy(ids, 0, packed, d * row, Math.min(ids.length, row));
        }
        return packed;
    }

    private record Ids(PlainCorpus corpus, int[][] training, int[][] validation, double bytes) implements Encoded {
        @Override
        public Packed pack(Vocabulary words) {
            return new Rows(
                    corpus.pack(words, training),
                    corpus.pack(words, validation),
                    bytes / Math.max(1, Corpus.count(validation)));
        }
    }

    private record Rows(int[] training, int[] validation, double validationBytesPerToken) implements Packed {
        @Override
        public void keep(Path folder, ObjectNode facts) {
            // the ids are all there is
        }
    }
}
