package hammingway.eval.errors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.eval.errors.PositionLook.BitLook;
import hammingway.eval.errors.PositionLook.Candidate;
import hammingway.eval.errors.PositionLook.WordLook;
import hammingway.vocab.Vocabulary;
import java.util.List;

/** A position's look as JSON, with the texts of tokens. */
public final class PositionJson {
    private PositionJson() {}

    public static ObjectNode of(PositionLook look, Vocabulary vocabulary) {
        ObjectNode out = Json.object();
        out.put("position", look.position());
        token(out.putObject("target"), look.run().target(), vocabulary);
        ObjectNode run = out.putObject("run");
        token(run.putObject("predicted"), look.run().predicted(), vocabulary);
        run.put("ranked_above", look.run().rankedAbove())
                .put("log_probability", look.run().logProbability());
        out.putObject("from_kept_logits")
                .put("ranked_above", look.again().rankedAbove())
                .put("score_gap", look.again().gap())
                .put("margin", look.again().margin())
                .put("entropy", look.again().entropy());
        candidates(out.putArray("best"), look.best(), vocabulary);
        look.word().ifPresent(w -> word(out, w, vocabulary));
        return out;
    }

    private static void word(ObjectNode out, WordLook word, Vocabulary vocabulary) {
        candidates(out.putArray("nearest"), word.nearest(), vocabulary);
        out.put("wrong_bits", word.wrong());
        ArrayNode right = out.putArray("enough_if_right");
        word.enoughIfRight().forEach(right::add);
        ArrayNode erased = out.putArray("enough_if_erased");
        word.enoughIfErased().forEach(erased::add);
        ArrayNode bits = out.putArray("bits");
        for (BitLook bit : word.bits()) {
            bits.addObject()
                    .put("bit", bit.bit())
                    .put("target", bit.target() ? 1 : 0)
                    .put("logit", bit.logit())
                    .put("probability", bit.probability())
                    .put("wrong", bit.wrong());
        }
    }

    private static void candidates(ArrayNode out, List<Candidate> candidates, Vocabulary vocabulary) {
        for (Candidate c : candidates) {
            ObjectNode one = out.addObject();
            token(one, c.token(), vocabulary);
            one.put("ranked_above", c.rankedAbove()).put("score", c.score()).put("log_probability", c.logProbability());
            if (c.toDecided() >= 0) {
                one.put("distance_to_decided", c.toDecided()).put("distance_to_target", c.toTarget());
            }
        }
    }

    private static void token(ObjectNode out, int token, Vocabulary vocabulary) {
        out.put("token", token).put("text", vocabulary.display(token));
    }
}
