# Decision layers and losses. N positions, D width, n bits, V tokens. All in float32.

# x (N, D), w (n, D), b (n) -> logits (N, n)
def linear(self, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return torch.linear(x, w, b)

# The input embedding w (V, D), of any type, as output matrix: x (N, D) -> scores (N, V)
def tied_linear(self, x: Tensor, w: Tensor) -> Tensor:
    return torch.to(torch.linear(torch.to(x, w), w, None), 6)

# One hidden layer shared by all bits: x (N, D), up (h, D), out (n, h) -> (N, n)
def shared_hidden(self, x: Tensor, up: Tensor, up_bias: Tensor, out: Tensor, out_bias: Tensor) -> Tensor:
    return torch.linear(torch.relu(torch.linear(x, up, up_bias)), out, out_bias)

# A hidden layer of its own for each bit: up (n h, D), out (n, h) -> (N, n)
def hidden_per_bit(self, x: Tensor, up: Tensor, up_bias: Tensor, out: Tensor, out_bias: Tensor) -> Tensor:
    N = torch.size(x, 0)
    n = torch.size(out, 0)
    h = torch.size(out, 1)
    a = torch.reshape(torch.relu(torch.linear(x, up, up_bias)), [N, n, h])
    return torch.add(torch.sum(torch.mul(a, out), [2]), out_bias)

# Mean of per-position losses (N) over positions with weight 1; weights (N) are 0 or 1
def weighted_mean(self, loss: Tensor, weights: Tensor) -> Tensor:
    return torch.div(torch.sum(torch.mul(loss, weights)), torch.clamp_min(torch.sum(weights), 1.))

# Cross-entropy of scores (N, V) against token ids (N) -> (N), nats
def cross_entropy(self, scores: Tensor, targets: Tensor) -> Tensor:
    return torch.cross_entropy_loss(scores, targets, None, 0)

# Mean over positions with weight 1 of the cross-entropy of a tied softmax whose matrix w (V, D), of any type, is not trained: what
# `tied_linear`, `cross_entropy` and `weighted_mean` give, 256 positions at a time. The gradient to x (N, D) is made on the way,
# softmax less one-hot times w, so that scores are neither kept nor read again; x times it has just that gradient. The norm of a row
# is its best score less the logarithm of that score's probability, which is at least 1 / V -> nats
def frozen_cross_entropy(self, x: Tensor, w: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    held = torch.to(torch.detach(x), w)
    share = torch.div(weights, torch.clamp_min(torch.sum(weights), 1.))
    wanted = ops.prim.requires_grad(x)
    losses = annotate(List[Tensor], [])
    gradients = annotate(List[Tensor], [])
    for i in range(torch.floordiv(torch.add(torch.size(x, 0), 255), 256)):
        begin = torch.mul(i, 256)
        end = torch.add(begin, 256)
        own = torch.unsqueeze(torch.slice(targets, 0, begin, end, 1), 1)
        by = torch.slice(share, 0, begin, end, 1)
        scores = torch.to(torch.linear(torch.slice(held, 0, begin, end, 1), w, None), 6)
        p = torch.softmax(scores, 1)
        norm = torch.sub(torch.amax(scores, [1], True), torch.log(torch.amax(p, [1], True)))
        each = torch.squeeze(torch.sub(norm, torch.gather(scores, 1, own)), 1)
        _0 = torch.append(losses, torch.sum(torch.mul(each, by)))
        if wanted:
            _1 = torch.scatter_add_(p, 1, own, torch.new_full(own, torch.size(own), -1., dtype=6))
            _2 = torch.append(gradients, torch.mul(torch.to(torch.matmul(torch.to(p, w), w), 6), torch.unsqueeze(by, 1)))
        else:
            pass
    loss = torch.sum(torch.stack(losses))
    if wanted:
        y = torch.sum(torch.mul(x, torch.cat(gradients)))
        found = torch.add(y, torch.sub(loss, torch.detach(y)))
    else:
        found = loss
    return found

# Binary cross-entropy of logits (N, n) against the targets' codewords, codes (V, n) of 0 and 1 -> sum over bits (N), nats
def bit_cross_entropy(self, logits: Tensor, codes: Tensor, targets: Tensor) -> Tensor:
    return torch.sum(torch.binary_cross_entropy_with_logits(logits, torch.embedding(codes, targets), None, None, 0), [1])

# Kullback-Leibler divergence of scores (N, V) from those of another model, both softened by a temperature, times its square
# (Hinton et al. 2015, section 2.1) -> (N), nats
def divergence(self, scores: Tensor, other: Tensor, temperature: Tensor) -> Tensor:
    t = float(temperature)
    p = torch.log_softmax(torch.div(other, t), 1)
    q = torch.log_softmax(torch.div(scores, t), 1)
    return torch.mul(torch.sum(torch.mul(torch.exp(p), torch.sub(p, q)), [1]), torch.mul(t, t))

# Binary cross-entropy of logits (N, n) against each bit's probability under another model's scores (N, V) -> sum over bits (N), nats
def soft_bit_cross_entropy(self, logits: Tensor, codes: Tensor, other: Tensor) -> Tensor:
    p = torch.clamp(torch.matmul(torch.softmax(other, 1), codes), 0., 1.)
    return torch.sum(torch.binary_cross_entropy_with_logits(logits, p, None, None, 0), [1])

# How far scores (N, V), by which tokens are ranked, and log-probabilities (N, V) agree with another model's scores (N, V): whether the
# best token is the same, the share of the best five that both have, the divergence from the other in nats, and whether the targets (N) are
# among the best five of the one and of the other -> five of (N)
def agreement(self, scores: Tensor, log_probabilities: Tensor, other: Tensor, targets: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    best = torch.to(torch.eq(torch.argmax(scores, 1), torch.argmax(other, 1)), 6)
    k = ops.prim.min(5, torch.size(scores, 1))
    a = (torch.topk(scores, k, 1))[1]
    b = (torch.topk(other, k, 1))[1]
    both = torch.div(torch.to(torch.sum(torch.eq(torch.unsqueeze(a, 2), torch.unsqueeze(b, 1)), [1, 2]), 6), float(k))
    p = torch.log_softmax(other, 1)
    divergence = torch.sum(torch.mul(torch.exp(p), torch.sub(p, log_probabilities)), [1])
    t = torch.unsqueeze(targets, 1)
    own = torch.to(torch.sum(torch.eq(a, t), [1]), 6)
    return (best, both, divergence, own, torch.to(torch.sum(torch.eq(b, t), [1]), 6))

# Binary cross-entropy against one-hot codewords, without making them -> sum over bits (N), nats
def one_hot_bit_cross_entropy(self, logits: Tensor, targets: Tensor) -> Tensor:
    own = torch.squeeze(torch.gather(logits, 1, torch.unsqueeze(targets, 1)), 1)
    return torch.sub(torch.sum(torch.softplus(logits), [1]), own)

# Scores of all tokens: weights (N, n) x codes (V, n), times a factor, plus a prior (V) -> (N, V)
def code_scores(self, weights: Tensor, codes: Tensor, factor: Tensor, prior: Tensor) -> Tensor:
    return torch.add(torch.mul(torch.matmul(weights, torch.t(codes)), factor), prior)

# 2 sigmoid(z) - 1: what L1 and L2 distances weigh a bit with
def soft_bits(self, logits: Tensor) -> Tensor:
    return torch.sub(torch.mul(torch.sigmoid(logits), 2.), 1.)

# +1 or -1: hard decisions
def hard_bits(self, logits: Tensor) -> Tensor:
    return torch.sub(torch.mul(torch.to(torch.gt(logits, 0.), 6), 2.), 1.)

# max(0, 1 + z) - max(0, 1 - z): what the hinge loss weighs a bit with
def hinge_bits(self, logits: Tensor) -> Tensor:
    return torch.sub(torch.relu(torch.add(logits, 1.)), torch.relu(torch.add(torch.neg(logits), 1.)))

# 2 sinh(z): what the exponential loss weighs a bit with; cut where Decoder.Exponential cuts
def exponential_bits(self, logits: Tensor) -> Tensor:
    return torch.mul(torch.sinh(torch.clamp(logits, -60., 60.)), 2.)

def log_softmax(self, scores: Tensor) -> Tensor:
    return torch.log_softmax(scores, 1)

# Rank of the target among scores (N, V), 0 the best; equal scores rank by lower id -> (N) int64
def ranks(self, scores: Tensor, targets: Tensor) -> Tensor:
    own = torch.gather(scores, 1, torch.unsqueeze(targets, 1))
    ids = torch.unsqueeze(torch.arange(torch.size(scores, 1)), 0)
    tied = torch.bitwise_and(torch.eq(scores, own), torch.lt(ids, torch.unsqueeze(targets, 1)))
    return torch.add(torch.sum(torch.gt(scores, own), [1]), torch.sum(tied, [1]))

# Index of the best score, the lowest of equals -> (N) int64
def best(self, scores: Tensor) -> Tensor:
    return torch.argmax(scores, 1)

# The same with its score -> (N) int64, (N)
def best_with_score(self, scores: Tensor) -> Tuple[Tensor, Tensor]:
    i = torch.argmax(scores, 1, True)
    return (torch.squeeze(i, 1), torch.squeeze(torch.gather(scores, 1, i), 1))

# Bits that agree less bits that do not, of hard decisions (N, n) of +1 and -1 with each codeword, codes (V, n) of 0 and 1 -> (N, V)
def agreeing_bits(self, hard: Tensor, codes: Tensor) -> Tensor:
    return torch.sub(torch.mul(torch.matmul(hard, torch.t(codes)), 2.), torch.sum(hard, [1], True))

# How many hard decisions agree with the targets' codewords -> (N) float32
def right_bits(self, logits: Tensor, codes: Tensor, targets: Tensor) -> Tensor:
    return torch.sum(torch.eq(torch.gt(logits, 0.), torch.gt(torch.embedding(codes, targets), 0.5)), [1])

# At how many positions each bit's hard decision agrees with the targets' codewords -> (n)
def right_of_bits(self, logits: Tensor, codes: Tensor, targets: Tensor) -> Tensor:
    return torch.sum(torch.eq(torch.gt(logits, 0.), torch.gt(torch.embedding(codes, targets), 0.5)), [0])

# Best score of each row and how many tokens share it -> (N), (N)
def best_and_ties(self, scores: Tensor) -> Tuple[Tensor, Tensor]:
    best = torch.amax(scores, [1], True)
    return (torch.squeeze(best, 1), torch.sum(torch.eq(scores, best), [1]))

# Normalised log-probabilities of scores t * scores (N, V) + prior (V): those of the targets and the greatest -> (N), (N), nats
def likelihood(self, scores: Tensor, prior: Tensor, targets: Tensor, factor: Tensor) -> Tuple[Tensor, Tensor]:
    s = torch.add(torch.mul(scores, factor), prior)
    norm = torch.logsumexp(s, [1])
    own = torch.squeeze(torch.gather(s, 1, torch.unsqueeze(targets, 1)), 1)
    return (torch.sub(own, norm), torch.sub(torch.amax(s, [1]), norm))

# Rows from, from + 1, ..., to - 1
def rows(self, x: Tensor, start: Tensor, end: Tensor) -> Tensor:
    return torch.slice(x, 0, int(start), int(end), 1)

# Rows at places (n) -> (n, ...)
def chosen_rows(self, x: Tensor, places: Tensor) -> Tensor:
    return torch.index_select(x, 0, places)
# The last of T positions: (B, T, D) -> (B, D)
def last(self, x: Tensor) -> Tensor:
    return torch.contiguous(torch.select(x, 1, -1))

# (B, T, D) -> (B T, D)
def flat(self, x: Tensor) -> Tensor:
    return torch.flatten(x, 0, 1)
