using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class AttentionTests
{
    private const int Samples = 2, Heads = 3, Queries = 4, Keys = 5, Features = 2;

    private static readonly Tensor<double> Q = Numbers.Some<double>([Samples, Heads, Queries, Features], 1), K = Numbers.Some<double>([Samples, Heads, Keys, Features], 2), V = Numbers.Some<double>([Samples, Heads, Keys, 3], 3);
    private static readonly Tensor<double> Mask = Tensor.Matrix(new double[,] { { 1, 0, 1, 1, 0 }, { 0, 0, 0, 0, 0 } });

    private static Tensor<double> Weights(Tensor<double> q, Tensor<double> k, bool causal = false, Tensor<double>? mask = null) =>
        Attention.Weights(Var.Of(q), Var.Of(k), causal, mask is null ? null : Var.Of(mask)).Value<double>();

    /// <summary>The formula, number by number.</summary>
    private static double Weight(Tensor<double> q, Tensor<double> k, int sample, int head, int query, int key, Func<int, bool> shown)
    {
        double Power(int j) => shown(j) ? Math.Exp(Enumerable.Range(0, Features).Sum(e => q[sample, head, query, e] * k[sample, head, j, e]) / Math.Sqrt(Features)) : 0;
        double all = Enumerable.Range(0, Keys).Sum(Power);
        return all == 0 ? 0 : Power(key) / all;
    }

    [Theory, InlineData(false, false), InlineData(true, false), InlineData(false, true), InlineData(true, true)]
    public void Weights_are_those_of_the_formula_over_the_keys_that_are_shown(bool causal, bool masked)
    {
        var expected = Tensor.Generate([Samples, Heads, Queries, Keys], i =>
        {
            int key = i % Keys, query = i / Keys % Queries, head = i / Keys / Queries % Heads, sample = i / Keys / Queries / Heads;
            return Weight(Q, K, sample, head, query, key, j => (!causal || j <= query) && (!masked || Mask[sample, j] == 1));
        });
        var weights = Weights(Q, K, causal, masked ? Mask : null);
        Numbers.Near(expected, weights, 1e-13, 0);
        for (int i = 0; i < expected.Shape.Size; i++)
            if (expected.AsSpan()[i] == 0) Assert.Equal(BitConverter.DoubleToInt64Bits(0), BitConverter.DoubleToInt64Bits(weights.AsSpan()[i]));
    }

    [Fact]
    public void The_result_is_the_weighted_mean_of_the_values()
    {
        var y = Attention.ScaledDotProduct(Var.Of(Q), Var.Of(K), Var.Of(V)).Value<double>();
        Assert.Equal(Var.MatMul(Var.Of(Weights(Q, K)), Var.Of(V)).Value<double>(), y);
        var same = Attention.ScaledDotProduct(Var.Of(Q), Var.Of(Tensor.Full(K.Shape, 0.5)), Var.Of(V)).Value<double>();
        Numbers.Near(Var.Of(V).Mean([2], keep: true).BroadcastTo(Shape.Of(Samples, Heads, Queries, 3)).Value<double>(), same, 1e-14, 1e-15);
    }

    [Fact]
    public void The_order_of_keys_does_not_matter_but_to_rounding()
    {
        static Var Turned(Tensor<double> x) => Var.Of(x).Reverse(2);
        Numbers.Near(Attention.ScaledDotProduct(Var.Of(Q), Var.Of(K), Var.Of(V)).Value<double>(), Attention.ScaledDotProduct(Var.Of(Q), Turned(K), Turned(V)).Value<double>(), 1e-14, 1e-15);
    }

    [Fact]
    public void A_hidden_key_does_not_matter_whatever_it_is()
    {
        foreach (double strange in new[] { 1e300, double.NaN, double.PositiveInfinity })
        {
            var changed = Tensor.Generate(K.Shape, i => Mask[i / Features / Keys / Heads, i / Features % Keys] == 0 ? strange : K.AsSpan()[i]);
            Assert.Equal(Weights(Q, K, mask: Mask), Weights(Q, changed, mask: Mask));
        }
    }

    [Fact]
    public void A_sample_whose_keys_are_all_hidden_gives_zero_and_passes_zero_back()
    {
        var gradients = Grad.OfAll(x => (Attention.ScaledDotProduct(x[0], x[1], x[2], mask: Var.Of(Mask)) * Var.Of(Numbers.Some<double>([Samples, Heads, Queries, 3], 4))).Sum(), [Q, K, V]);
        Assert.Equal(Tensor.Zeros<double>([Heads, Queries, 3]), Attention.ScaledDotProduct(Var.Of(Q), Var.Of(K), Var.Of(V), mask: Var.Of(Mask)).Value<double>().At(1));
        foreach (var gradient in gradients)
        {
            Assert.True(gradient.IsFinite);
            Assert.All(gradient.At(1).ToArray(), number => Assert.Equal(0, number));
            Assert.Contains(gradient.At(0).ToArray(), number => number != 0);
        }
    }

    [Theory, InlineData(false, false), InlineData(true, false), InlineData(false, true), InlineData(true, true)]
    public void The_gradient_is_the_limit_of_differences(bool causal, bool masked) =>
        GradientCheck.FunctionOfAll(x => Attention.ScaledDotProduct(x[0], x[1], x[2], causal, masked ? Var.Of(Mask) : null, scale: 1.5), [Q, K, V]).ThrowIfWrong();

    [Fact]
    public void Scores_of_a_thousand_are_no_trouble_in_either_precision()
    {
        var q = Tensor.Full<double>([1, 1, 1, 1], 1000);
        var k = Tensor.Of<double>([1, 1, 3, 1], 1, 0, -1);
        Assert.Equal([1.0, 0, 0], Weights(q, k).ToArray());
        Assert.Equal([0f, 1, 0], Attention.Weights(Var.Of(q.Cast<float>()), Var.Of(k.Cast<float>()), mask: Var.Of(Tensor.Matrix(new float[,] { { 0, 1, 1 } }))).Value<float>().ToArray());
    }

    public static TheoryData<string, Func<Var>> Misfits => new()
    {
        { "Attention: expected queries (N × heads × L × E) and keys (N × heads × S × E), got 2×3×4×2 and 2×3×5×3.", () => Attention.Weights(Zeros(2, 3, 4, 2), Zeros(2, 3, 5, 3)) },
        { "Attention: expected queries (N × heads × L × E) and keys (N × heads × S × E), got 4×2 and 5×2.", () => Attention.Weights(Zeros(4, 2), Zeros(5, 2)) },
        { "Attention: expected a mask of 2×5, one number a key, got 2×4.", () => Attention.Weights(Zeros(2, 3, 4, 2), Zeros(2, 3, 5, 2), mask: Zeros(2, 4)) },
        { "Attention: expected one value (N × heads × S × Ev) for each key of 2×3×5×2, got 2×3×4×2.", () => Attention.ScaledDotProduct(Zeros(2, 3, 4, 2), Zeros(2, 3, 5, 2), Zeros(2, 3, 4, 2)) },
    };

    [Theory, MemberData(nameof(Misfits))]
    public void Shapes_that_do_not_fit_are_refused(string sentence, Func<Var> make) => Assert.Equal(sentence, Assert.Throws<ShapeException>(() => make()).Message);

    private static Var Zeros(params int[] shape) => Var.Of(Tensor.Zeros<double>(Shape.Of(shape)));
}
