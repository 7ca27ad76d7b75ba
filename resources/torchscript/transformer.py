# GPT-2's transformer, one method per block, and what all transformers share. Sizes: B windows, T positions, D width, H heads, V tokens.
# Matrices are (out, in), as torch.linear takes them. The residual stream is float32; the matrix products run in the type of
# the weights (float32 or bfloat16), layer norms in float32.

# ids (B, T) int64, wte (V, D), wpe (P, D) with P >= start + T; start: positions before the window -> (B, T, D)
def embed(self, ids: Tensor, wte: Tensor, wpe: Tensor, drop: Tensor, start: Tensor) -> Tensor:
    begin = int(start)
    end = torch.add(begin, torch.size(ids, 1))
    x = torch.add(torch.to(torch.embedding(wte, ids), 6), torch.slice(wpe, 0, begin, end, 1))
    p = float(drop)
    return torch.dropout(x, p, torch.gt(p, 0.))

# ids (B, T) int64, wte (V, D) -> (B, T, D), float32
def embedding(self, ids: Tensor, wte: Tensor) -> Tensor:
    return torch.to(torch.embedding(wte, ids), 6)

# A linear layer w (O, I) with bias b, and what low-rank adapters add to it (Hu et al. 2022). x (B, T, I); layer: its number in the
# block; lora = [A (r, I), B (o, r), ...]; how = [factor, share dropped, then for each pair: the number of its layer, the first of the o
# outputs that it changes] -> (B, T, O)
def adapted(self, x: Tensor, w: Tensor, b: Optional[Tensor], layer: int, lora: List[Tensor], how: Tensor) -> Tensor:
    y = torch.linear(x, w, b)
    for i in range(torch.floordiv(torch.sub(torch.size(how, 0), 2), 2)):
        at = torch.add(2, torch.mul(2, i))
        if torch.eq(int(torch.select(how, 0, at)), layer):
            p = float(torch.select(how, 0, 1))
            B = lora[torch.add(torch.mul(2, i), 1)]
            low = torch.linear(torch.dropout(x, p, torch.gt(p, 0.)), lora[torch.mul(2, i)], None)
            first = int(torch.select(how, 0, torch.add(at, 1)))
            change = torch.mul(torch.linear(low, B, None), float(torch.select(how, 0, 0)))
            _0 = torch.add_(torch.slice(y, 2, first, torch.add(first, torch.size(B, 0)), 1), change)
        else:
            pass
    return y

# (B, T, H w) -> (B, H, T, w)
def by_head(self, x: Tensor, H: int) -> Tensor:
    w = torch.floordiv(torch.size(x, 2), H)
    return torch.transpose(torch.reshape(x, [torch.size(x, 0), torch.size(x, 1), H, w]), 1, 2)

# Causal attention. a (B, T, 3 D): queries, keys and values of H heads beside each other; p: share of weights dropped; kept: of
# `remember` -> (B, T, D)
def attention(self, a: Tensor, H: int, p: float, kept: List[Tensor]) -> Tensor:
    s = torch.chunk(a, 3, 2)
    k = (self).remember((self).by_head(s[1], H), kept, 0)
    v = (self).remember((self).by_head(s[2], H), kept, 1)
    return (self).answer((self).by_head(s[0], H), k, v, p)

# Room for keys or values of C positions in the number type of a matrix w; size = [B, K, C, w] int64
def room(self, w: Tensor, size: Tensor) -> Tensor:
    return torch.new_full(w, [int(size[0]), int(size[1]), int(size[2]), int(size[3])], 0.)

# Keys or values x (B, K, T, w) of the newest positions. kept = [keys (B, K, C, w), values (B, K, C, w), number of positions that are
# in them] takes the new ones in: -> those of all S positions so far (B, K, S, w), a view. Without a cache kept has one tensor: -> x
def remember(self, x: Tensor, kept: List[Tensor], which: int) -> Tensor:
    if torch.gt(torch.len(kept), 1):
        begin = int(kept[2])
        end = torch.add(begin, torch.size(x, 2))
        _0 = torch.copy_(torch.slice(kept[which], 2, begin, end, 1), x)
        y = torch.slice(kept[which], 2, 0, end, 1)
    else:
        y = x
    return y

# (B, K, S, w) -> (B, K G, S, w), each G times
def for_queries(self, x: Tensor, G: int) -> Tensor:
    if torch.eq(G, 1):
        y = x
    else:
        B = torch.size(x, 0)
        K = torch.size(x, 1)
        S = torch.size(x, 2)
        w = torch.size(x, 3)
        y = torch.reshape(torch.expand(torch.unsqueeze(x, 2), [B, K, G, S, w]), [B, torch.mul(K, G), S, w])
    return y

# Queries (B, H, T, w) against keys and values (B, K, S, w), each for H / K queries (Ainslie et al. 2023): as `attend`. A single position
# sees everything, so its H / K queries are rows of one product and nothing is copied -> (B, T, H w)
def answer(self, q: Tensor, k: Tensor, v: Tensor, p: float) -> Tensor:
    B = torch.size(q, 0)
    H = torch.size(q, 1)
    T = torch.size(q, 2)
    w = torch.size(q, 3)
    K = torch.size(k, 1)
    S = torch.size(k, 2)
    G = torch.floordiv(H, K)
    if torch.__and__(torch.eq(T, 1), torch.eq(p, 0.)):
        BK = torch.mul(B, K)
        scores = torch.bmm(torch.reshape(q, [BK, G, w]), torch.transpose(torch.reshape(k, [BK, S, w]), 1, 2))
        weights = torch.softmax(torch.mul(scores, torch.div(1., torch.sqrt(w))), 2)
        y = torch.reshape(torch.bmm(weights, torch.reshape(v, [BK, S, w])), [B, 1, torch.mul(H, w)])
    else:
        y = (self).attend(q, (self).for_queries(k, G), (self).for_queries(v, G), p)
    return y

# Queries (B, H, T, w) against keys and values (B, H, S, w) of S >= T positions, the last T of which are the queries' own: what a
# cache of earlier keys and values needs -> (B, T, H w).
# Short windows go by blocks of 64 queries, each against the keys that it may see: on processors that is faster than the fused
# operator (1.9 times at T = 256 in bfloat16, 3.6 times at T = 64; in float32 1.5 times at T = 64, even at T = 256), which does not
# know dropout there at all. It keeps B H T T / 2 weights for the backward pass, so long windows go by the fused operator, and in
# float32, since that one's backward pass is slower in bfloat16.
def attend(self, q: Tensor, k: Tensor, v: Tensor, p: float) -> Tensor:
    B = torch.size(q, 0)
    H = torch.size(q, 1)
    T = torch.size(q, 2)
    w = torch.size(q, 3)
    S = torch.size(k, 2)
    narrow = torch.eq(ops.prim.dtype(q), 15)
    short = torch.__or__(torch.le(T, 64), torch.__and__(narrow, torch.le(T, 256)))
    if torch.__or__(torch.__or__(short, torch.gt(p, 0.)), torch.ne(S, T)):
        BH = torch.mul(B, H)
        before = torch.sub(S, T)
        qs = torch.reshape(q, [BH, T, w])
        ks = torch.transpose(torch.reshape(k, [BH, S, w]), 1, 2)
        vs = torch.reshape(v, [BH, S, w])
        future = torch.triu(torch.new_full(q, [T, S], -1.0e30), torch.add(before, 1))
        scale = torch.div(1., torch.sqrt(w))
        blocks = annotate(List[Tensor], [])
        for i in range(torch.floordiv(torch.add(T, 63), 64)):
            begin = torch.mul(i, 64)
            end = ops.prim.min(torch.add(begin, 64), T)
            seen = torch.add(before, end)
            mask = torch.slice(torch.slice(future, 0, begin, end, 1), 1, 0, seen, 1)
            scores = torch.baddbmm(mask, torch.slice(qs, 1, begin, end, 1), torch.slice(ks, 2, 0, seen, 1), beta=1, alpha=scale)
            weights = torch.dropout(torch.softmax(scores, 2), p, torch.gt(p, 0.))
            _0 = torch.append(blocks, torch.bmm(weights, torch.slice(vs, 1, 0, seen, 1)))
        o = torch.reshape(torch.cat(blocks, 1), [B, H, T, w])
    else:
        o = torch.scaled_dot_product_attention(torch.to(q, 6), torch.to(k, 6), torch.to(v, 6), None, p, True)
    return torch.to(torch.reshape(torch.transpose(o, 1, 2), [B, T, torch.mul(H, w)]), q)

# x (B, T, D); w = [norm weight, bias, qkv (3D, D), bias, projection (D, D), bias, norm weight, bias, up (4D, D), bias,
# down (D, 4D), bias]; heads, drop (0 outside training) and erf (1: exact GELU, 0: tanh) are numbers; lora, how: of `adapted`; kept:
# of `remember` -> (B, T, D)
def block(self, x: Tensor, w: List[Tensor], heads: Tensor, drop: Tensor, erf: Tensor, lora: List[Tensor], how: Tensor, kept: List[Tensor]) -> Tensor:
    p = float(drop)
    D = torch.size(x, 2)
    a = (self).adapted(torch.to(torch.layer_norm(x, [D], w[0], w[1]), w[2]), w[2], w[3], 2, lora, how)
    o = (self).attention(a, int(heads), p, kept)
    r = torch.dropout((self).adapted(o, w[4], w[5], 4, lora, how), p, torch.gt(p, 0.))
    y = torch.add(x, r)
    u = (self).adapted(torch.to(torch.layer_norm(y, [D], w[6], w[7]), w[8]), w[8], w[9], 8, lora, how)
    if bool(erf):
        g = torch.gelu(u)
    else:
        g = torch.gelu(u, approximate="tanh")
    f = torch.dropout((self).adapted(g, w[10], w[11], 10, lora, how), p, torch.gt(p, 0.))
    return torch.add(y, f)

# x (B, T, D) -> the same, float32
def final_norm(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, 2)], weight, bias)
