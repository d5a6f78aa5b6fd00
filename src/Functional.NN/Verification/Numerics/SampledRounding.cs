namespace Functional.NN;

/// <summary>What rounding may do to the result of a computation: samples of it, each with roundings of its own.</summary>
/// <remarks>
/// The recorded operations are done in <c>double</c>, and each result y is moved by a random part of what it may be off, u = 2⁻²⁴ (2⁻⁵³ in <c>double</c>) times: nothing where the operation is exact, |y| where one number is
/// rounded, √n·Σ|terms| for a sum of n terms. In <c>float</c> it is then one of the numbers a <c>float</c> can be: what is 1 − 3e-8 may be 1, and what depends on the difference goes another way.
/// What amplifies rounding on its way to a number so shows in that number's own spread, and nothing of it depends on the kernels in <c>float</c>: one that is off by more than rounding is seen. Monte Carlo arithmetic: Parker 1997, UCLA CSD-970002; √n in place of n: Higham and Mary 2019, SIAM J. Sci. Comput. 41(5).
/// </remarks>
internal sealed class SampledRounding
{
    /// <summary>How many times the largest sample a number may be off: with eight samples the error of a right number is larger in about one case of three million.</summary>
    private const double Safety = 8;

    private const int Count = 8;

    private static readonly RandomKey Key = RandomKey.FromSeed(0).Fold("rounding");

    private readonly double _unit, _smallestNormal;
    private readonly bool _toSingle;

    private SampledRounding(double unit, double smallestNormal, bool toSingle) => (_unit, _smallestNormal, _toSingle) = (unit, smallestNormal, toSingle);

    /// <summary>Rounding to <c>float</c>; a number that a <c>float</c> can be has not been rounded.</summary>
    public static SampledRounding Single { get; } = new(1.0 / (1 << 24), 1.1754943508222875e-38, toSingle: true);

    /// <summary>Rounding to <c>double</c>.</summary>
    public static SampledRounding Double { get; } = new(1.0 / (1L << 53), 2.2250738585072014e-308, toSingle: false);

    /// <summary>How far a number may be off of which these are samples; anything where one of them is no number.</summary>
    public static double Bound(IEnumerable<double> samples) => Safety * samples.Max(s => double.IsNaN(s) ? double.PositiveInfinity : Math.Abs(s));

    /// <summary>By how much rounding moves the result of a trace at a point, eight times.</summary>
    public Tensor<double>[] Samples(Trace trace, Tensor<double>[] x)
    {
        Var[] variables = Array.ConvertAll(x, Var.Of), constants = [.. trace.Constants.Select(c => c.In<double>())];
        var exact = trace.Replay(variables, constants, static (operation, inputs) => Var.Apply(operation.Primitive, inputs)).Value<double>();
        return [.. Enumerable.Range(0, Count).Select(i => trace.Replay(variables, Rounded(trace, constants, Key.Fold("constants").Fold(i)), Rounded(Key.Fold("operations").Fold(i))).Value<double>() - exact)];
    }

    /// <summary>Constants known in <c>double</c> are rounded where they are met.</summary>
    private Var[] Rounded(Trace trace, Var[] constants, RandomKey key) =>
        [.. constants.Select((c, i) => _toSingle && trace.Constants[i].Adapts ? Moved(c, c.Value<double>().Map(OfOne), key.Fold(i)) : c)];

    /// <summary>What is infinite, as the scores of those that are masked, stays so.</summary>
    private Var Moved(Var y, Tensor<double> spread, RandomKey key)
    {
        var moved = y.Value<double>() + spread.Map(s => double.IsFinite(s) ? s : 0) * key.Uniform<double>(y.Shape, -_unit, _unit);
        return Var.Of(_toSingle ? moved.Map(v => (double)(float)v) : moved);
    }

    private Func<TracedOperation, Var[], Var> Rounded(RandomKey key)
    {
        int operations = 0;
        return (operation, inputs) =>
        {
            var own = key.Fold(operations++);
            var y = Var.Apply(operation.Primitive, inputs);
            return Spread(operation.Primitive, Array.ConvertAll(inputs, x => x.Value<double>()), y.Value<double>()) is { } spread ? Moved(y, spread, own) : y;
        };
    }

    /// <summary>How far each number of a result may be off, in units of u; none where all are exact.</summary>
    private Tensor<double>? Spread(Primitive primitive, Tensor<double>[] x, Tensor<double> y) => primitive switch
    {
        ISameNumbers or FlatPrimitive or Primitives.Transpose or Primitives.BroadcastTo or Primitives.Slice or Primitives.Pad or Primitives.Reverse or Primitives.Gather or Primitives.Concat or Primitives.Lookup => null,
        Primitives.Negate or Primitives.Abs or Primitives.Relu or Primitives.Maximum or Primitives.Minimum or Primitives.MaxAlong or Primitives.MaxPool2D or Primitives.MaxPoolPush or Primitives.Where => null,
        Primitives.Softmax => Tensor.Where(y, y * (Math.Sqrt(y.Shape[^1]) + new Primitives.LogSoftmax().Forward(x[0]).Abs()), y),
        Primitives.LogSoftmax => y.Abs() + Math.Sqrt(y.Shape[^1]),
        Primitives.MaxPoolPull => OfSum(primitive, [x[0], x[1].Abs()], y.Shape),
        _ when Terms(primitive, x, y.Shape) > 1 => OfSum(primitive, Array.ConvertAll(x, part => part.Abs()), y.Shape),
        _ => y.Map(OfOne),
    };

    /// <summary>Below the normal numbers the spacing stays.</summary>
    private double OfOne(double y) => y == 0 || (_toSingle && (float)y == y) ? 0 : Math.Max(Math.Abs(y), _smallestNormal);

    /// <summary>√n·Σ|terms|: the operation on absolute values, which is linear in each.</summary>
    private static Tensor<double> OfSum(Primitive primitive, Tensor<double>[] absolute, Shape y) => primitive.Forward(absolute) * Math.Sqrt(Terms(primitive, absolute, y));

    /// <summary>About how many terms a number of the result is the sum of.</summary>
    private static double Terms(Primitive primitive, Tensor<double>[] x, Shape y) => primitive switch
    {
        Primitives.MatMul product => x[0].Shape[product.TransposeA ? -2 : -1],
        Primitives.Conv2D => x[1].Shape.Sample.Size,
        Primitives.Conv2DInputGradient => Math.Max(2, x[1].Shape.Size / Math.Max(1, x[1].Shape[1])),
        Primitives.Conv2DWeightGradient => Math.Max(2, x[1].Shape.Size / Math.Max(1, x[1].Shape[1])),
        Primitives.Sum => (double)x[0].Shape.Size / Math.Max(1, y.Size),
        Primitives.AveragePool2D pool => pool.Windows.Rows(x[0].Shape[2]).Max(w => w.Length) * pool.Windows.Columns(x[0].Shape[3]).Max(w => w.Length),
        Primitives.WindowSum window => window.Before + window.After + 1,
        Primitives.AverageSpread or Primitives.MaxPoolPull => 16,
        Primitives.ScatterAdd or Primitives.LookupTransposed => Math.Max(2, (double)x[0].Shape.Size / Math.Max(1, y.Sample.Size)),
        _ => 1,
    };
}
