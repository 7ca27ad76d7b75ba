# BERT (Devlin et al. 2019) and RoBERTa (Liu et al. 2019), for inference. Sizes as in transformer.py; all float32.

# ids, places (B, T) int64: tokens and their rows of the table of positions; w = [words (V, D), positions (P, D), kinds of
# segment (S, D), of which the first is used, norm weight, bias] -> (B, T, D)
def encoder_embed(self, ids: Tensor, places: Tensor, w: List[Tensor], epsilon: Tensor) -> Tensor:
    x = torch.add(torch.embedding(w[0], ids), torch.select(w[2], 0, 0))
    y = torch.add(x, torch.embedding(w[1], places))
    return torch.layer_norm(y, [torch.size(y, 2)], w[3], w[4], float(epsilon))

# x (B, T, D); w = [query (D, D), bias, key, bias, value, bias, projection (D, D), bias, norm weight, bias, up (F, D), bias,
# down (D, F), bias, norm weight, bias]; mask (B, 1, 1, T) is added to scores: 0 where a token is; activation 0: exact GELU,
# 1: its tanh form, 2: ReLU -> (B, T, D)
def encoder_block(self, x: Tensor, w: List[Tensor], mask: Tensor, heads: Tensor, activation: Tensor, epsilon: Tensor) -> Tensor:
    H = int(heads)
    e = float(epsilon)
    D = torch.size(x, 2)
    q = (self).by_head(torch.linear(x, w[0], w[1]), H)
    k = (self).by_head(torch.linear(x, w[2], w[3]), H)
    v = (self).by_head(torch.linear(x, w[4], w[5]), H)
    o = torch.scaled_dot_product_attention(q, k, v, mask, 0., False)
    a = torch.linear(torch.reshape(torch.transpose(o, 1, 2), [torch.size(x, 0), torch.size(x, 1), D]), w[6], w[7])
    y = torch.layer_norm(torch.add(x, a), [D], w[8], w[9], e)
    u = torch.linear(y, w[10], w[11])
    kind = int(activation)
    if torch.eq(kind, 0):
        g = torch.gelu(u)
    elif torch.eq(kind, 1):
        g = torch.gelu(u, approximate="tanh")
    else:
        g = torch.relu(u)
    return torch.layer_norm(torch.add(y, torch.linear(g, w[12], w[13])), [D], w[14], w[15], e)

# x (B, T, D) -> the same with vectors of length 1
def encoder_directions(self, x: Tensor) -> Tensor:
    return torch.div(x, torch.norm(x, 2, [2], True))

# a, b (B, T, D) of directions; which = [row of a, its tokens n, row of b, its tokens m] -> (n + m): for each token of the first
# text its largest cosine with one of the second, then the other way round
def encoder_match(self, a: Tensor, b: Tensor, which: Tensor) -> Tensor:
    first = torch.slice(torch.select(a, 0, int(which[0])), 0, 0, int(which[1]), 1)
    second = torch.slice(torch.select(b, 0, int(which[2])), 0, 0, int(which[3]), 1)
    cosines = torch.mm(first, torch.t(second))
    return torch.cat([torch.amax(cosines, [1]), torch.amax(cosines, [0])], 0)
