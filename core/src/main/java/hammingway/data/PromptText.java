package hammingway.data;

import hammingway.data.InstructionExample.Piece;
import hammingway.data.InstructionRecord.Message;
import hammingway.data.InstructionRecord.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes records as templates ask for it. */
final class PromptText {
    static final Pattern PLACES = Pattern.compile("\\{[A-Za-z_]+}");
    static final String INSTRUCTION = "{instruction}";
    static final String INPUT = "{input}";
    static final String OUTPUT = "{output}";

    /** From {@code train.py} of tatsu-lab/stanford_alpaca. */
    private static final String WITH_INPUT =
            "Below is an instruction that describes a task, paired with an input that provides further context. "
                    + "Write a response that appropriately completes the request.\n\n"
                    + "### Instruction:\n{instruction}\n\n### Input:\n{input}\n\n### Response:{output}";

    private static final String WITHOUT_INPUT = "Below is an instruction that describes a task. "
            + "Write a response that appropriately completes the request.\n\n"
            + "### Instruction:\n{instruction}\n\n### Response:{output}";

    /** ChatML's marks of a message. */
    private static final String BEGIN = "<|im_start|>";

    private static final String END = "<|im_end|>";

    private PromptText() {}

    /** Texts of the template that a tokenizer should not take apart. */
    static List<String> marks(PromptTemplate template) {
        return template instanceof PromptTemplate.Chat ? List.of(BEGIN, END) : List.of();
    }

    /** What every answer ends with, before the end of the text: a place to stop at. */
    static String ending(PromptTemplate template) {
        return switch (template) {
            case PromptTemplate.Alpaca a -> "";
            case PromptTemplate.Plain p -> "";
            case PromptTemplate.Chat c -> END;
            case PromptTemplate.Custom c ->
                lineEnds(c.text()).substring(lineEnds(c.text()).indexOf(OUTPUT) + OUTPUT.length());
        };
    }

    /** @throws hammingway.base.FileFormatException where the record holds what the template has no place for */
    static InstructionExample example(PromptTemplate template, InstructionRecord record) {
        return switch (template) {
            case PromptTemplate.Alpaca a -> {
                InstructionRecord.Fields f = fields(record);
                yield filled(f, f.input().isBlank() ? WITHOUT_INPUT : WITH_INPUT);
            }
            case PromptTemplate.Plain p -> {
                InstructionRecord.Fields f = fields(record);
                yield filled(f, INSTRUCTION + (f.input().isBlank() ? "" : "\n\n" + INPUT) + "\n\n" + OUTPUT);
            }
            case PromptTemplate.Chat c -> chat(c, record);
            case PromptTemplate.Custom c -> {
                InstructionRecord.Fields f = fields(record);
                if (!f.input().isBlank() && !c.text().contains(INPUT)) {
                    throw f.place()
                            .refused(
                                    "input",
                                    "a text, and data.source.template.text has no place for it",
                                    "Add {input} to the template, or empty the field.");
                }
                yield filled(f, lineEnds(c.text()));
            }
        };
    }

    private static String lineEnds(String text) {
        return text.replace("\\n", "\n");
    }

    /** Placeholders are filled in one pass: what a record says is never taken for one. */
    private static InstructionExample filled(InstructionRecord.Fields f, String template) {
        int answer = template.indexOf(OUTPUT);
        String prompt = PLACES.matcher(template.substring(0, answer))
                .replaceAll(m -> Matcher.quoteReplacement(
                        m.group().equals(INSTRUCTION)
                                ? f.instruction()
                                : m.group().equals(INPUT) ? f.input() : m.group()));
        String ending = template.substring(answer + OUTPUT.length());
        return new InstructionExample(
                f.place().number(),
                List.of(new Piece(prompt, false), new Piece(f.output() + ending, true)),
                f.output());
    }

    /** A conversation of one answer as fields; its system message stands before the instruction. */
    private static InstructionRecord.Fields fields(InstructionRecord record) {
        return switch (record) {
            case InstructionRecord.Fields f -> f;
            case InstructionRecord.Conversation c -> {
                List<Message> all = c.messages();
                boolean system = all.getFirst().role() == Role.SYSTEM;
                int user = system ? 1 : 0;
                if (all.size() != user + 2) {
                    throw c.place()
                            .refused(
                                    "messages",
                                    all.size() + " messages",
                                    "The template has a place for one instruction and one answer: take data.source.template = chat for conversations.");
                }
                yield new InstructionRecord.Fields(
                        c.place(),
                        (system ? all.getFirst().content() + "\n\n" : "")
                                + all.get(user).content(),
                        "",
                        all.getLast().content());
            }
        };
    }

    private static InstructionExample chat(PromptTemplate.Chat chat, InstructionRecord record) {
        List<Message> messages = new ArrayList<>(
                switch (record) {
                    case InstructionRecord.Fields f -> {
                        String input = f.input().isBlank() ? "" : "\n\n" + f.input();
                        yield List.of(
                                new Message(Role.USER, f.instruction() + input),
                                new Message(Role.ASSISTANT, f.output()));
                    }
                    case InstructionRecord.Conversation c -> c.messages();
                });
        if (messages.getFirst().role() != Role.SYSTEM && !chat.system().isBlank()) {
            messages.addFirst(new Message(Role.SYSTEM, chat.system()));
        }
        List<Piece> pieces = new ArrayList<>();
        StringBuilder prompt = new StringBuilder();
        for (Message m : messages) {
            prompt.append(BEGIN).append(m.role().inFiles()).append('\n');
            if (m.role() == Role.ASSISTANT) {
                pieces.add(new Piece(prompt.toString(), false));
                pieces.add(new Piece(m.content() + END, true));
                prompt.setLength(0);
                prompt.append('\n');
            } else {
                prompt.append(m.content()).append(END).append('\n');
            }
        }
        return new InstructionExample(
                record.place().number(), List.copyOf(pieces), messages.getLast().content());
    }
}
