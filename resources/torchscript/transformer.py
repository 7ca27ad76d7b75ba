# GPT-2's transformer, one method per block. Sizes: B windows, T positions, D width, H heads, V tokens.
# Matrices are (out, in), as torch.linear takes them. The residual stream is float32; the matrix products run in the type of
# the weights (float32 or bfloat16), layer norms in float32.

# ids (B, T) int64, wte (V, D), wpe (P, D) with P >= T -> (B, T, D)
def embed(self, ids: Tensor, wte: Tensor, wpe: Tensor, drop: Tensor) -> Tensor:
    T = torch.size(ids, 1)
    x = torch.add(torch.embedding(wte, ids), torch.slice(wpe, 0, 0, T, 1))
    p = float(drop)
    return torch.dropout(x, p, torch.gt(p, 0.))

# x (B, T, D); w = [norm weight, bias, qkv (3D, D), bias, projection (D, D), bias, norm weight, bias, up (4D, D), bias,
# down (D, 4D), bias]; heads, drop (0 outside training) and erf (1: exact GELU, 0: tanh) are numbers -> (B, T, D)
def block(self, x: Tensor, w: List[Tensor], heads: Tensor, drop: Tensor, erf: Tensor) -> Tensor:
    H = int(heads)
    p = float(drop)
    B = torch.size(x, 0)
    T = torch.size(x, 1)
    D = torch.size(x, 2)
    a = torch.linear(torch.to(torch.layer_norm(x, [D], w[0], w[1]), w[2]), w[2], w[3])
    s = torch.chunk(a, 3, 2)
    hd = torch.floordiv(D, H)
    q = torch.transpose(torch.reshape(s[0], [B, T, H, hd]), 1, 2)
    k = torch.transpose(torch.reshape(s[1], [B, T, H, hd]), 1, 2)
    v = torch.transpose(torch.reshape(s[2], [B, T, H, hd]), 1, 2)
    o = torch.reshape(torch.transpose(torch.scaled_dot_product_attention(q, k, v, None, p, True), 1, 2), [B, T, D])
    r = torch.dropout(torch.linear(o, w[4], w[5]), p, torch.gt(p, 0.))
    y = torch.add(x, r)
    u = torch.linear(torch.to(torch.layer_norm(y, [D], w[6], w[7]), w[8]), w[8], w[9])
    if bool(erf):
        g = torch.gelu(u)
    else:
        g = torch.gelu(u, approximate="tanh")
    f = torch.dropout(torch.linear(g, w[10], w[11]), p, torch.gt(p, 0.))
    return torch.add(y, f)

# x (B, T, D) -> the same, float32
def final_norm(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, 2)], weight, bias)
