package hammingway.vocab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trains a byte-level BPE (Sennrich et al. 2016; on bytes, Radford et al. 2019). Merges equal those of the Hugging Face
 * {@code tokenizers} library's BpeTrainer: at each step the most frequent pair, of equals the one with the smaller ids, ids
 * being those of the special tokens, then the 256 bytes in order of their characters, then the merges.
 */
public final class BpeTrainer {
    /** GPT-2's pre-tokenisation. */
    private static final Pattern WORDS = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> specials;
    private final List<String[]> merges = new ArrayList<>();

    private final List<int[]> words = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final List<Long> wordCounts = new ArrayList<>();
    private final Map<Long, Long> pairCounts = new HashMap<>();

    private record Candidate(long pair, long count, Set<Integer> words) {}

    private BpeTrainer(List<String> specials) {
        this.specials = specials;
        specials.forEach(this::token);
        // the library numbers the alphabet by code point, which is not the order of bytes
        ByteAlphabetOrder.characters().forEach(this::token);
    }

    private static final class ByteAlphabetOrder {
        static List<String> characters() {
            List<String> characters = new ArrayList<>();
            for (int b = 0; b < 256; b++) {
                characters.add(Character.toString(ByteAlphabet.character(b)));
            }
            characters.sort(Comparator.naturalOrder());
            return characters;
        }
    }

    private int token(String text) {
        return ids.computeIfAbsent(text, t -> {
            tokens.add(t);
            return tokens.size() - 1;
        });
    }

    /**
     * Trains and gives the content of a {@code tokenizer.json}.
     *
     * @param size     tokens in all; fewer come out when no pair occurs any more
     * @param specials tokens that are never split, numbered first
     */
    public static ObjectNode train(Iterable<String> texts, int size, List<String> specials, Progress progress) {
        BpeTrainer trainer = new BpeTrainer(specials);
        trainer.countWords(texts, progress);
        trainer.merge(size, progress);
        return trainer.json();
    }

    private void countWords(Iterable<String> texts, Progress progress) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String text : texts) {
            Matcher m = WORDS.matcher(text);
            int seen = 0;
            while (m.find()) {
                counts.merge(m.group(), 1L, Long::sum);
                if ((++seen & 0xFFFF) == 0) {
                    progress.check();
                    progress.update(0.5 * m.end() / text.length(), "Counting words");
                }
            }
        }
        counts.forEach((word, count) -> {
            String characters = ByteAlphabet.encode(word);
            int[] symbols =
                    characters.chars().map(c -> token(Character.toString(c))).toArray();
            words.add(symbols);
            lengths.add(symbols.length);
            wordCounts.add(count);
        });
    }

    private void merge(int size, Progress progress) {
        Map<Long, Set<Integer>> places = new HashMap<>();
        for (int w = 0; w < words.size(); w++) {
            int[] s = words.get(w);
            for (int i = 0; i + 1 < s.length; i++) {
                long pair = pair(s[i], s[i + 1]);
                pairCounts.merge(pair, wordCounts.get(w), Long::sum);
                places.computeIfAbsent(pair, p -> new HashSet<>()).add(w);
            }
        }
        PriorityQueue<Candidate> queue = new PriorityQueue<>(
                Comparator.comparingLong(Candidate::count).reversed().thenComparingLong(Candidate::pair));
        enqueue(queue, places);
        while (tokens.size() < size && !queue.isEmpty()) {
            Candidate top = queue.poll();
            long now = pairCounts.getOrDefault(top.pair(), 0L);
            if (now != top.count()) {
                queue.add(new Candidate(top.pair(), now, top.words()));
                continue;
            }
            if (now < 1) {
                return;
            }
            progress.check();
            progress.update(0.5 + 0.5 * tokens.size() / size, "Merging");
            apply(top, queue);
        }
    }

    private void apply(Candidate top, PriorityQueue<Candidate> queue) {
        int left = (int) (top.pair() >>> 32);
        int right = (int) top.pair();
        int merged = token(tokens.get(left) + tokens.get(right));
        merges.add(new String[] {tokens.get(left), tokens.get(right)});
        Map<Long, Set<Integer>> grown = new HashMap<>();
        for (int w : top.words()) {
            replace(w, left, right, merged, grown);
        }
        enqueue(queue, grown);
    }

    private void enqueue(PriorityQueue<Candidate> queue, Map<Long, Set<Integer>> places) {
        places.forEach((pair, at) -> {
            long count = pairCounts.getOrDefault(pair, 0L);
            if (count > 0) {
                queue.add(new Candidate(pair, count, at));
            }
        });
    }

    /** Replaces a pair in one word and keeps the counts of the pairs around it. */
    private void replace(int w, int left, int right, int merged, Map<Long, Set<Integer>> grown) {
        int[] s = words.get(w);
        int n = lengths.get(w);
        long count = wordCounts.get(w);
        for (int i = 0; i + 1 < n; i++) {
            if (s[i] != left || s[i + 1] != right) {
                continue;
            }
            if (i > 0) {
                pairCounts.merge(pair(s[i - 1], left), -count, Long::sum);
                grow(pair(s[i - 1], merged), count, w, grown);
            }
            s[i] = merged;
            System.arraycopy(s, i + 2, s, i + 1, n - i - 2);
            n--;
            if (i + 1 < n) {
                pairCounts.merge(pair(right, s[i + 1]), -count, Long::sum);
                grow(pair(merged, s[i + 1]), count, w, grown);
            }
        }
        lengths.set(w, n);
    }

    private void grow(long pair, long count, int w, Map<Long, Set<Integer>> grown) {
        pairCounts.merge(pair, count, Long::sum);
        grown.computeIfAbsent(pair, p -> new HashSet<>()).add(w);
    }

    private static long pair(int left, int right) {
        return (long) left << 32 | right;
    }

    private ObjectNode json() {
        ObjectNode root = Json.object();
        root.put("version", "1.0").putNull("truncation").putNull("padding");
        var added = root.putArray("added_tokens");
        for (String special : specials) {
            ObjectNode token = added.addObject();
            token.put("id", ids.get(special))
                    .put("content", special)
                    .put("single_word", false)
                    .put("lstrip", false);
            token.put("rstrip", false).put("normalized", false).put("special", true);
        }
        root.putNull("normalizer");
        root.putObject("pre_tokenizer")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
        root.putNull("post_processor");
        root.putObject("decoder")
                .put("type", "ByteLevel")
                .put("add_prefix_space", true)
                .put("trim_offsets", true)
                .put("use_regex", true);
        ObjectNode model = root.putObject("model");
        model.put("type", "BPE").putNull("dropout").putNull("unk_token").putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix")
                .put("fuse_unk", false)
                .put("byte_fallback", false)
                .put("ignore_merges", false);
        ObjectNode vocab = model.putObject("vocab");
        for (int i = 0; i < tokens.size(); i++) {
            vocab.put(tokens.get(i), i);
        }
        var list = model.putArray("merges");
        merges.forEach(m -> list.addArray().add(m[0]).add(m[1]));
        return root;
    }
}
