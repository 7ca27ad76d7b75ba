package hammingway.torch;

/** The number type of a trunk's matrix products. */
public enum Precision {
    FLOAT32,
    /** Products in bfloat16; master weights, residual stream, norms, losses and the optimiser stay float32. */
    BFLOAT16
}
