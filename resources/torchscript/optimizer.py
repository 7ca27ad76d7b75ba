# The optimiser's arithmetic, on lists of tensors. All methods change their first lists in place.

# Scales gradients to a global norm of at most `most` (0: only measures) -> the norm before scaling
def clip(self, g: List[Tensor], most: Tensor) -> Tensor:
    n = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g, 2)), 2)
    if torch.gt(float(most), 0.):
        c = torch.clamp_max(torch.div(most, torch.add(n, 9.9999999999999995e-07)), 1.)
        torch._foreach_mul_(g, c)
    return n

# One step of AdamW: weights p, gradients g, moments m and v, step counters s; h = [rate, beta1, beta2, epsilon, decay] float64
def adamw(self, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], s: List[Tensor], h: Tensor) -> Tensor:
    e = annotate(List[Tensor], [])
    torch._foreach_add_(s, 1)
    torch._fused_adamw_(p, g, m, v, e, s, lr=float(h[0]), beta1=float(h[1]), beta2=float(h[2]), weight_decay=float(h[4]), eps=float(h[3]), amsgrad=False, maximize=False)
    return h

def zero(self, g: List[Tensor]) -> Tensor:
    torch._foreach_zero_(g)
    return g[0]

# to <- from, element by element, converting the type
def copy(self, to: List[Tensor], source: List[Tensor]) -> Tensor:
    torch._foreach_copy_(to, source)
    return to[0]

# The first `count` values of a part (N) to a tensor's values from `start` on, counted row-major
def copy_part(self, to: Tensor, part: Tensor, start: Tensor, count: Tensor) -> Tensor:
    n = int(count)
    s = int(start)
    return torch.copy_(torch.slice(torch.view(to, [-1]), 0, s, torch.add(s, n), 1), torch.slice(part, 0, 0, n, 1))

# A bfloat16 copy
def bfloat16(self, x: Tensor) -> Tensor:
    return torch.to(x, 15)

# The same values in float32
def float32(self, x: Tensor) -> Tensor:
    return torch.to(x, 6)

# Sum of a (B, T, D) times g, whose gradient to a is g: for going backward from the middle of a graph
def dot(self, a: Tensor, g: Tensor) -> Tensor:
    return torch.sum(torch.mul(a, g))
