# OPT (Zhang et al. 2022). Sizes and number types as in transformer.py; D is the width of the blocks, d that of the embedding.

# x (B, T, d), matrix (D, d) or back -> (B, T, D), float32
def project(self, x: Tensor, matrix: Tensor) -> Tensor:
    return torch.to(torch.linear(torch.to(x, matrix), matrix), 6)

# x (B, T, D), wpe (2 + P, D), of which the rows 0 and 1 belong to padding; start: positions before the window -> (B, T, D)
def opt_positions(self, x: Tensor, wpe: Tensor, start: Tensor) -> Tensor:
    begin = torch.add(int(start), 2)
    return torch.add(x, torch.slice(wpe, 0, begin, torch.add(begin, torch.size(x, 1)), 1))

# x (B, T, D); w = [norm weight, bias, qkv (3D, D), bias, projection (D, D), bias, norm weight, bias, up (F, D), bias,
# down (D, F), bias]; heads, first (1: norms before their layers, 0: after the sums) and drop are numbers; lora, how: of `adapted`;
# kept: of `remember` -> (B, T, D)
def opt_block(self, x: Tensor, w: List[Tensor], heads: Tensor, first: Tensor, drop: Tensor, lora: List[Tensor], how: Tensor, kept: List[Tensor]) -> Tensor:
    p = float(drop)
    D = torch.size(x, 2)
    before = bool(first)
    if before:
        h = torch.layer_norm(x, [D], w[0], w[1])
    else:
        h = x
    o = (self).attention((self).adapted(torch.to(h, w[2]), w[2], w[3], 2, lora, how), int(heads), 0., kept)
    y = torch.add(x, torch.dropout((self).adapted(o, w[4], w[5], 4, lora, how), p, torch.gt(p, 0.)))
    if before:
        m = torch.layer_norm(y, [D], w[6], w[7])
    else:
        y = torch.layer_norm(y, [D], w[0], w[1])
        m = y
    u = torch.relu((self).adapted(torch.to(m, w[8]), w[8], w[9], 8, lora, how))
    z = torch.add(y, torch.dropout((self).adapted(u, w[10], w[11], 10, lora, how), p, torch.gt(p, 0.)))
    if before:
        r = z
    else:
        r = torch.layer_norm(z, [D], w[6], w[7])
    return r
