namespace Functional.NN;

/// <summary>A function whose gradient is claimed in <c>float</c> and compared with its shadow in <c>double</c>; with differences of itself where it has none.</summary>
/// <remarks>Nothing is evaluated before somebody asks, so that whatever the function does wrong happens where it is expected.</remarks>
internal sealed class SingleFunction(Func<Var[], Var> f, Tensor<float>[] at)
{
    private readonly Lazy<ShadowRecording> _recorded = new(() => Shadow.Record(f, at));

    private readonly Tensor<double>[] _exactly = Array.ConvertAll(at, x => x.Cast<double>());

    /// <summary>What a check compares: the point is rounded to <c>float</c>, and what rounding does to the claimed gradient is sampled.</summary>
    public static GradientProblem Problem(string subject, string[] names, Tensor<double>[] point, Func<Var[], Var> f)
    {
        var single = new SingleFunction(f, Array.ConvertAll(point, x => x.Cast<float>()));
        return new($"{subject} in float", names, single._exactly, single.Value, single.Gradient)
        {
            Tangent = single.Tangent,
            Epsilon = Rounding.Single,
            Roundings = 16,
            Roundoff = single.Roundoff,
            Objection = single.Objection,
            Remark = single.Remark,
        };
    }

    private Shadow? Twin => _recorded.Value.Shadow;

    private string? Remark() => !_recorded.IsValueCreated ? null : Twin is null ? $"no shadow: {_recorded.Value.Remark}" : _recorded.Value.Remark;

    private Tensor<double> Value(Tensor<double>[] x) => Twin?.Value(x) ?? InSingle(Array.ConvertAll(x, part => part.Cast<float>()));

    private Tensor<double> InSingle(Tensor<float>[] x) => f(Array.ConvertAll(x, Var.Of)).Value<float>().Cast<double>();

    private Tensor<double>[] Gradient(Tensor<double> cotangent) => Array.ConvertAll(Gradients(Array.ConvertAll(at, Var.Of), cotangent), g => g.Value<float>().Cast<double>());

    private Var[] Gradients(Var[] x, Tensor<double> cotangent) => Grad.Reverse(y => (Var.Constant(cotangent) * f(y)).Sum(), x).Gradients;

    private Tensor<double> Tangent(Tensor<double>[] direction) => Twin is { } shadow ? VarProblem.Pushed(shadow.Apply, _exactly, direction)
        : VarProblem.Pushed(f, at, Array.ConvertAll(direction, v => v.Cast<float>())).Cast<double>();

    /// <summary>By how much rounding moves the claimed gradient, sample by sample and block by block; no samples without a shadow.</summary>
    private Tensor<double>[][] Roundoff(Tensor<double> cotangent)
    {
        if (Twin is null) return [];
        var gradient = Trace.Of(x => VarProblem.Row(Gradients(x, cotangent)), at);
        return Array.ConvertAll(SampledRounding.Single.Samples(gradient, _exactly), row => VarProblem.Blocks(row, _exactly));
    }

    /// <summary>What is to be said of the function itself: that it is not finite in <c>float</c>, or that it lies farther from its shadow than rounding can explain.</summary>
    private GradientObjection? Objection()
    {
        if (Twin is not { } shadow) return null;
        double[] single = InSingle(at).ToArray(), exact = shadow.Value(_exactly).ToArray();
        if (Array.FindIndex(single, v => !double.IsFinite(v)) is >= 0 and var i)
            return new(GradientVerdict.CannotTell, Sentence.Of($"in float the function is {single[i]} at the point, where it is {exact[i]:G6} in double; choose one where it is finite"));
        var samples = SampledRounding.Single.Samples(shadow.Trace, _exactly);
        double[] allowed = [.. exact.Select((y, k) => 16 * Rounding.Single * Math.Abs(y) + SampledRounding.Bound(samples.Select(s => s.AsSpan()[k])))];
        int off = Array.FindIndex([.. allowed.Select((a, k) => Math.Abs(single[k] - exact[k]) > a)], wrong => wrong);
        return off < 0 ? null : new(GradientVerdict.Wrong, Sentence.Of($"the function itself is {single[off]:G9} in float and {exact[off]:G9} in double, {Math.Abs(single[off] - exact[off]):0.0e+0} apart where rounding explains {allowed[off]:0.0e+0}"));
    }
}
