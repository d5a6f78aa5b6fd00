namespace Functional.NN;

/// <summary>A function in <c>float</c> as it would be without rounding: the operations it did at a point, done in <c>double</c>.</summary>
/// <remarks>
/// The operations are those of the recording, whatever the inputs; the constants that the function had in <c>float</c> (its closed-over tensors, masks drawn in <c>float</c>, and what it computed
/// of such numbers alone) are those very numbers; constants known in <c>double</c> — the numbers in its formulas, settings inside primitives such as an exponent, what is drawn in <c>double</c> — are
/// not rounded. Choices that primitives make (the largest of a window, the sign of x) are made anew from the numbers in <c>double</c>. A function has a shadow only where it keeps to the primitives.
/// </remarks>
internal sealed class Shadow
{
    /// <summary>How far the second recording lies from the first at most, in proportion to max(1, |x|).</summary>
    private const double Apart = 1.0 / 256;

    private readonly Trace _trace;
    private readonly Var[] _constants;

    private Shadow(Trace trace) => (_trace, _constants) = (trace, [.. trace.Constants.Select(c => c.In<double>())]);

    /// <summary>What was recorded.</summary>
    public Trace Trace => _trace;

    /// <summary>Records a function at a point, and again at one beside it, to see that it does the same there with the same constants.</summary>
    public static ShadowRecording Record(Func<Var[], Var> f, Tensor<float>[] at)
    {
        var here = Trace.Of(f, at);
        if (Beside(f, at) is not { } beside) return new(null, "nothing can be moved without an exception");
        return here.DifferenceFrom(beside) is { } difference ? new(null, difference) : new(new Shadow(here), here.ReadsValues ? "the function reads values; what it does was the same at two points" : null);
    }

    /// <summary>The function in <c>double</c>.</summary>
    public Tensor<double> Value(Tensor<double>[] x) => Apply(Array.ConvertAll(x, Var.Of)).Value<double>();

    /// <summary>The function in <c>double</c> as a function of variables, to be differentiated.</summary>
    public Var Apply(Var[] x) => _trace.Replay(x, _constants, (operation, inputs) => Var.Apply(operation.Primitive, inputs));

    /// <summary>The recording beside the point; of what cannot be moved, such as indices, the function is not a function there could be a derivative of.</summary>
    private static Trace? Beside(Func<Var[], Var> f, Tensor<float>[] at)
    {
        Tensor<float>[] moved = [.. at.Select((x, i) => Moved(x, RandomKey.FromSeed(0).Fold("shadow").Fold(i)))];
        if (TryTrace(f, moved) is { } all) return all;
        bool[] movable = [.. at.Select((_, i) => TryTrace(f, [.. at.Select((x, j) => j == i ? moved[j] : x)]) is not null)];
        return Array.Exists(movable, m => m) ? TryTrace(f, [.. at.Select((x, i) => movable[i] ? moved[i] : x)]) : null;
    }

    private static Tensor<float> Moved(Tensor<float> x, RandomKey key)
    {
        var by = key.Uniform<float>(x.Shape, Apart / 2, Apart);
        return x + by * Tensor<float>.Max(x.Abs(), Tensor.Full(x.Shape, 1f));
    }

    private static Trace? TryTrace(Func<Var[], Var> f, Tensor<float>[] at)
    {
        try
        {
            return Trace.Of(f, at);
        }
        catch (Exception)
        {
            return null;
        }
    }
}

/// <summary>The shadow of a function, or why it has none; and what should be said of one that it has.</summary>
internal sealed record ShadowRecording(Shadow? Shadow, string? Remark);
