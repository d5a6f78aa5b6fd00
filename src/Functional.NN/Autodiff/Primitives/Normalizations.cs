namespace Functional.NN.Primitives;

/// <summary>
/// What recorded operations have computed, with a derivative of its own in place of theirs: the same one, by fewer operations. The first input is the value; its
/// operations are never differentiated through. The others are what the value depends on.
/// </summary>
internal abstract record Ruled : Primitive, ISameNumbers
{
    public sealed override Tensor<T> Forward<T>(Tensor<T>[] x) => x[0];
}

/// <summary>σ² = the mean of (x − μ)² over some axes, of (σ², x, μ) with μ the mean of x over them, kept as axes of length 1 or left out in front.</summary>
/// <remarks>With σ̇² = 2/n·Σ(x − μ)ẋ and x̄ = 2/n·(x − μ)·σ̄². By way of μ nothing comes, since Σ(x − μ) is 0.</remarks>
internal sealed record VarianceAboutMean(int[] Axes) : Ruled
{
    public bool Equals(VarianceAboutMean? other) => other is not null && Axes.AsSpan().SequenceEqual(other.Axes);
    public override int GetHashCode() => Axes.Length;

    public override Var? Tangent(Var[] x, Var y, Var?[] dx) => dx[1] is { } d ? Share(x[1], y) * ((x[1] - x[2]) * d).Sum(Axes) : null;

    public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) => [null, asked[1] ? (x[1] - x[2]) * (Share(x[1], y) * dy).Reshape(x[2].Shape) : null, null];

    private static double Share(Var x, Var y) => 2.0 * y.Shape.Size / x.Shape.Size;
}

/// <summary>y = (x − m)·s + b, or without b, of (y, x, m, s, b); m, s and b are broadcasted to x.</summary>
/// <remarks>With x̄ = ȳ·s, m̄ = −s·Σȳ, s̄ = Σȳ·(x − m), b̄ = Σȳ: where m and s are alike, one sum serves m and b.</remarks>
internal sealed record ScaledDeviation : Ruled
{
    public override Var? Tangent(Var[] x, Var y, Var?[] dx)
    {
        var moved = Var.AddIfThere(dx[1], dx[2] is { } dm ? -dm : null);
        var dy = Var.AddIfThere(moved is null ? null : moved * x[3], dx[3] is { } ds ? (x[1] - x[2]) * ds : null);
        return Var.AddIfThere(dy, x.Length > 4 ? dx[4] : null)?.BroadcastTo(y.Shape);
    }

    public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked)
    {
        var (m, s) = (x[2], x[3]);
        Var?[] dx =
        [
            null,
            asked[1] ? dy * s : null,
            asked[2] ? -(m.Shape == s.Shape ? s * dy.SumTo(m.Shape) : (dy * s).SumTo(m.Shape)) : null,
            asked[3] ? (dy * (x[1] - m)).SumTo(s.Shape) : null,
        ];
        return x.Length > 4 ? [.. dx, asked[4] ? dy.SumTo(x[4].Shape) : null] : dx;
    }
}
