package hammingway.data;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** How a record becomes the text that a model reads, and which of it is the answer. */
public sealed interface PromptTemplate {
    /** The prompts that Stanford Alpaca was trained with, with an input and without: {@code train.py} of tatsu-lab/stanford_alpaca. */
    record Alpaca() implements PromptTemplate {}

    /** Instruction, input and answer as paragraphs. */
    record Plain() implements PromptTemplate {}

    /** ChatML: every message between marks, with its role. All answers of the assistant count. */
    record Chat(
            @Doc(value = "System message of records that have none; empty: no such message", byDefault = "\"\"")
            String system)
            implements PromptTemplate {}

    /** A text of the user's own. */
    record Custom(
            @Doc(
                    value =
                            "The text with {instruction}, {input} and {output} in their places; \\n is a line end; what follows {output} belongs to the answer",
                    byDefault = "\"{instruction}\\\\n{input}\\\\n{output}\"")
            String text)
            implements PromptTemplate, Checked {
        @Override
        public List<Problem> problems() {
            List<Problem> problems = new ArrayList<>();
            String allowed = "a text with {instruction} and {output}, and {input} where there are inputs";
            Matcher found = PromptText.PLACES.matcher(text);
            while (found.find()) {
                if (!List.of(PromptText.INSTRUCTION, PromptText.INPUT, PromptText.OUTPUT)
                        .contains(found.group())) {
                    problems.add(new Problem("text", found.group(), allowed, "Correct the placeholder"));
                }
            }
            int output = text.indexOf(PromptText.OUTPUT);
            if (output < 0 || output != text.lastIndexOf(PromptText.OUTPUT)) {
                String fix = output < 0 ? "Add {output} where the answer stands" : "Let {output} stand once";
                problems.add(new Problem("text", text, allowed, fix));
            } else if (Math.max(text.lastIndexOf(PromptText.INSTRUCTION), text.lastIndexOf(PromptText.INPUT))
                    > output) {
                problems.add(
                        new Problem("text", text, allowed, "Let the instruction and the input stand before {output}"));
            }
            if (!text.contains(PromptText.INSTRUCTION)) {
                problems.add(new Problem("text", text, allowed, "Add {instruction} where the task stands"));
            }
            return problems;
        }
    }
}
