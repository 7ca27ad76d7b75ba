package hammingway.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hammingway.base.FileFormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A record of an instruction file, as it was told by its fields; every text in it can be used as it is. */
sealed interface InstructionRecord {
    Place place();

    /** The fields that Alpaca's data have; the input may be empty. */
    record Fields(Place place, String instruction, String input, String output) implements InstructionRecord {}

    /** A conversation: at most one system message, first, then a user's, and an assistant's last. */
    record Conversation(Place place, List<Message> messages) implements InstructionRecord {}

    /** Who says what. */
    record Message(Role role, String content) {}

    /** Who speaks in a conversation. */
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT;

        String inFiles() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Where a record stands.
     *
     * @param number 1 for the first
     * @param line   where it begins, 1 for the first
     */
    record Place(Path file, int number, int line) {
        FileFormatException refused(String field, String found, String fix) {
            String where = "record " + number + ", line " + line + (field.isEmpty() ? "" : ", field " + field);
            return new FileFormatException(file, where, found, fix);
        }

        private FileFormatException empty(String field, String value) {
            return refused(
                    field,
                    "an empty answer, " + shorten(TextNode.valueOf(value)),
                    "Write the answer or remove the record; data.source.emptyAnswers = skip leaves all such records out.");
        }
    }

    /** What is wrong with a record one of whose answers is white space alone, which teaches nothing. */
    default Optional<FileFormatException> emptyAnswer() {
        return switch (this) {
            case Fields f ->
                f.output().isBlank() ? Optional.of(f.place().empty("output", f.output())) : Optional.empty();
            case Conversation c ->
                IntStream.range(0, c.messages().size())
                        .filter(i -> c.messages().get(i).content().isBlank())
                        .mapToObj(i -> c.place()
                                .empty(
                                        "messages[" + i + "].content",
                                        c.messages().get(i).content()))
                        .findFirst();
        };
    }

    /** @throws FileFormatException telling the field, what it holds and what to do */
    static InstructionRecord of(Place place, JsonNode json) {
        if (!json.isObject()) {
            throw place.refused(
                    "", shorten(json), "A record is an object with instruction and output, or with messages.");
        }
        boolean fields = json.has("instruction") || json.has("output");
        if (fields && json.has("messages")) {
            throw place.refused(
                    "messages",
                    "instruction or output are there too",
                    "A record has either instruction and output, or messages: remove one of them.");
        }
        if (json.has("messages")) {
            return conversation(place, json.path("messages"));
        }
        if (!fields) {
            Set<String> names = new TreeSet<>();
            json.fieldNames().forEachRemaining(names::add);
            throw place.refused(
                    "",
                    names.isEmpty() ? "no field at all" : "only the fields " + String.join(", ", names),
                    "A record has instruction and output (input may be left out), or messages: rename the fields.");
        }
        String input = json.path("input").isMissingNode() || json.path("input").isNull()
                ? ""
                : text(place, "input", json.path("input"));
        return new Fields(
                place,
                filled(place, "instruction", json.path("instruction")),
                input,
                text(place, "output", json.path("output")));
    }

    private static Conversation conversation(Place place, JsonNode list) {
        if (!list.isArray() || list.isEmpty()) {
            throw place.refused(
                    "messages", shorten(list), "It is a list of {\"role\": ..., \"content\": ...}, one at least.");
        }
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            messages.add(message(place, "messages[" + i + "]", list.get(i), i));
        }
        Role last = messages.getLast().role();
        if (messages.stream().noneMatch(m -> m.role() == Role.ASSISTANT)) {
            throw place.refused(
                    "messages",
                    "no message of the role assistant",
                    "There must be an answer to learn: add it, or remove the record.");
        }
        if (last != Role.ASSISTANT) {
            throw place.refused(
                    "messages[" + (list.size() - 1) + "].role",
                    "\"" + last.inFiles() + "\" in the last message",
                    "The last message is the assistant's: add the answer, or remove what it would answer.");
        }
        Role first = messages.getFirst().role() == Role.SYSTEM
                ? messages.get(1).role()
                : messages.getFirst().role();
        if (first != Role.USER) {
            throw place.refused(
                    "messages",
                    "the assistant answers before a user spoke",
                    "The first message, or the one after the system's, is the user's.");
        }
        return new Conversation(place, List.copyOf(messages));
    }

    private static Message message(Place place, String field, JsonNode json, int at) {
        if (!json.isObject()) {
            throw place.refused(field, shorten(json), "A message is {\"role\": ..., \"content\": ...}.");
        }
        String name = json.path("role").asText("");
        Role role = List.of(Role.values()).stream()
                .filter(r -> r.inFiles().equals(name))
                .findFirst()
                .orElseThrow(() -> place.refused(
                        field + ".role", shorten(json.path("role")), "Allowed are system, user and assistant."));
        if (role == Role.SYSTEM && at > 0) {
            throw place.refused(field + ".role", "\"system\" after another message", "A system message is the first.");
        }
        String content = field + ".content";
        return new Message(
                role,
                role == Role.ASSISTANT
                        ? text(place, content, json.path("content"))
                        : filled(place, content, json.path("content")));
    }

    private static String text(Place place, String field, JsonNode value) {
        if (!value.isTextual()) {
            throw place.refused(
                    field,
                    value.isMissingNode() ? "the field is missing" : shorten(value),
                    "It must be a text in quotation marks.");
        }
        String text = value.textValue();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    throw place.refused(
                            field,
                            String.format(Locale.ROOT, "half a character, \\u%04x, at %d", (int) text.charAt(i), i),
                            "Write the whole character, or remove it.");
                }
                i++;
            }
        }
        return text;
    }

    private static String filled(Place place, String field, JsonNode value) {
        String text = text(place, field, value);
        if (text.isBlank()) {
            throw place.refused(field, "an empty text, " + shorten(value), "Write it, or remove the record.");
        }
        return text;
    }

    private static String shorten(JsonNode value) {
        String json = value.isMissingNode() ? "the field is missing" : value.toString();
        return json.length() <= 60 ? json : json.substring(0, 57) + "...";
    }
}
