# Llama (Touvron et al. 2023) and Qwen2. Sizes and number types as in transformer.py; K key and value heads, each for H / K
# queries (Ainslie et al. 2023); w numbers of a head.

# Angles of positions (Su et al. 2021): frequencies (w / 2) float32, start: positions before the window -> (2, T, w / 2), cosine and sine
def rotary(self, ids: Tensor, frequencies: Tensor, start: Tensor) -> Tensor:
    ones = torch.new_full(frequencies, [torch.size(ids, 1)], 1.)
    positions = torch.add(torch.sub(torch.cumsum(ones, 0), 1.), float(start))
    angles = torch.mul(torch.unsqueeze(positions, 1), torch.unsqueeze(frequencies, 0))
    return torch.stack([torch.cos(angles), torch.sin(angles)])

# x (B, H, T, w), its first half turned against its second: computed in float32 -> the same
def rotate(self, x: Tensor, angles: Tensor) -> Tensor:
    h = torch.chunk(x, 2, 3)
    c = torch.select(angles, 0, 0)
    s = torch.select(angles, 0, 1)
    first = torch.sub(torch.mul(h[0], c), torch.mul(h[1], s))
    second = torch.add(torch.mul(h[1], c), torch.mul(h[0], s))
    return torch.to(torch.cat([first, second], 3), x)

# x (B, T, D) -> the same, float32, with a root mean square of 1 times the weight
def rms_norm(self, x: Tensor, weight: Tensor, epsilon: Tensor) -> Tensor:
    mean = torch.mean(torch.mul(x, x), [2], True)
    return torch.mul(torch.mul(x, torch.rsqrt(torch.add(mean, float(epsilon)))), weight)

# x (B, T, D); w = [norm weight, qkv ((H + 2K) w, D), projection (D, H w), norm weight, gate and up (2F, D), down (D, F)] and, if
# there is one, the bias of qkv; angles of `rotary`; shape = [heads, key and value heads]; drop is a number; lora, how: of `adapted`;
# kept: of `remember` -> (B, T, D)
def llama_block(self, x: Tensor, w: List[Tensor], angles: Tensor, shape: Tensor, epsilon: Tensor, drop: Tensor, lora: List[Tensor], how: Tensor, kept: List[Tensor]) -> Tensor:
    p = float(drop)
    H = int(shape[0])
    K = int(shape[1])
    n = torch.to((self).rms_norm(x, w[0], epsilon), w[1])
    if torch.gt(torch.len(w), 6):
        a = (self).adapted(n, w[1], w[6], 1, lora, how)
    else:
        a = (self).adapted(n, w[1], None, 1, lora, how)
    width = torch.floordiv(torch.size(a, 2), torch.add(H, torch.mul(2, K)))
    s = torch.split_with_sizes(a, [torch.mul(H, width), torch.mul(K, width), torch.mul(K, width)], 2)
    q = (self).rotate((self).by_head(s[0], H), angles)
    k = (self).remember((self).rotate((self).by_head(s[1], K), angles), kept, 0)
    v = (self).remember((self).by_head(s[2], K), kept, 1)
    o = (self).answer(q, k, v, 0.)
    y = torch.add(x, torch.dropout((self).adapted(o, w[2], None, 2, lora, how), p, torch.gt(p, 0.)))
    m = torch.to((self).rms_norm(y, w[3], epsilon), w[4])
    g = torch.chunk((self).adapted(m, w[4], None, 4, lora, how), 2, 2)
    f = (self).adapted(torch.mul(torch.silu(g[0]), g[1]), w[5], None, 5, lora, how)
    return torch.add(y, torch.dropout(f, p, torch.gt(p, 0.)))
