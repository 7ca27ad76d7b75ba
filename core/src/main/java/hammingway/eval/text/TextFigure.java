package hammingway.eval.text;

/** A figure that every prediction has, and whose mean a set of them has. */
public enum TextFigure {
    EXACT_MATCH("exactMatch", "Exact match"),
    TOKEN_F1("tokenF1", "Token F1"),
    ROUGE_1_PRECISION("rouge1Precision", "ROUGE-1 precision"),
    ROUGE_1_RECALL("rouge1Recall", "ROUGE-1 recall"),
    ROUGE_1("rouge1", "ROUGE-1 F1"),
    ROUGE_2_PRECISION("rouge2Precision", "ROUGE-2 precision"),
    ROUGE_2_RECALL("rouge2Recall", "ROUGE-2 recall"),
    ROUGE_2("rouge2", "ROUGE-2 F1"),
    ROUGE_L_PRECISION("rougeLPrecision", "ROUGE-L precision"),
    ROUGE_L_RECALL("rougeLRecall", "ROUGE-L recall"),
    ROUGE_L("rougeL", "ROUGE-L F1"),
    BERT_PRECISION("bertPrecision", "BERTScore precision"),
    BERT_RECALL("bertRecall", "BERTScore recall"),
    BERT("bertF1", "BERTScore F1"),
    EMPTY("empty", "Empty predictions"),
    PREDICTION_WORDS("predictionWords", "Words of a prediction"),
    REFERENCE_WORDS("referenceWords", "Words of a reference");

    private final String key;
    private final String title;

    TextFigure(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** For files. */
    public String key() {
        return key;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** NaN for BERTScore without an encoder. */
    public double of(TextScore score) {
        Rouge rouge = score.rouge();
        return switch (this) {
            case EXACT_MATCH -> score.answer().exact() ? 1 : 0;
            case TOKEN_F1 -> score.answer().f1();
            case ROUGE_1_PRECISION -> rouge.one().precision();
            case ROUGE_1_RECALL -> rouge.one().recall();
            case ROUGE_1 -> rouge.one().f1();
            case ROUGE_2_PRECISION -> rouge.two().precision();
            case ROUGE_2_RECALL -> rouge.two().recall();
            case ROUGE_2 -> rouge.two().f1();
            case ROUGE_L_PRECISION -> rouge.longest().precision();
            case ROUGE_L_RECALL -> rouge.longest().recall();
            case ROUGE_L -> rouge.longest().f1();
            case BERT_PRECISION -> score.bert().map(Overlap::precision).orElse(Double.NaN);
            case BERT_RECALL -> score.bert().map(Overlap::recall).orElse(Double.NaN);
            case BERT -> score.bert().map(Overlap::f1).orElse(Double.NaN);
            case EMPTY -> score.lengths().empty() ? 1 : 0;
            case PREDICTION_WORDS -> score.lengths().prediction();
            case REFERENCE_WORDS -> score.lengths().reference();
        };
    }

    public boolean needsEncoder() {
        return this == BERT_PRECISION || this == BERT_RECALL || this == BERT;
    }

    /** Whether it is a number of words; the others are shares. */
    public boolean isLength() {
        return this == PREDICTION_WORDS || this == REFERENCE_WORDS;
    }
}
