using static Functional.NN.Properties.Mutants.Forged;

namespace Functional.NN.Properties.Mutants;

/// <summary>Layers whose value is right and whose gradient is not.</summary>
internal static class LayerMutants
{
    private static readonly ParameterSpec Square = new("weight", [4, 4], new NormalValues(1)), Bias = new("bias", [4], new NormalValues(1), ParameterRole.Bias);

    public static IEnumerable<Mutant> All =>
    [
        .. On([4], new BatchNorm(Epsilon: 0.05, Affine: false), ("batch normalisation takes σ for a constant", Normalizing(0, root: Var.StopGradient)), ("batch normalisation takes μ for a constant", Normalizing(0, mean: Var.StopGradient))),
        .. On([5], new LayerNorm(Epsilon: 0.05, Affine: false), ("layer normalisation takes σ for a constant", Normalizing(1, root: Var.StopGradient)), ("layer normalisation has a thousandth more of σ's derivative", Normalizing(1, root: σ => Times(1.001, σ)))),
        .. On([4], new Residual(new Tanh()), ("a residual's shortcut passes nothing back", Of(x => Var.StopGradient(x) + Var.Tanh(x))), ("a residual's branch passes nothing back", Of(x => x + Var.Tanh(Var.StopGradient(x))))),
        .. On([4], new Gelu(), ("gelu has the derivative of its approximation", Of((c, x) => Instead(new Gelu().Apply(c, x).Output, new GeluTanh().Apply(c, x).Output)))),
        .. On([4], new Silu(), ("silu takes σ(x) for a constant", Of(x => x * Var.StopGradient(Var.Sigmoid(x))))),
        .. On([4], new Dropout(0.5), ("dropout passes back what it dropped", Of((c, x) => c.Bernoulli(x.Shape, 0.5) is var m ? Instead(2 * x * m, 2 * x * (1 - m)) : x)), ("dropout passes everything back", Of((c, x) => Instead(2 * x * c.Bernoulli(x.Shape, 0.5), 2 * x)))),
        .. On([4], new Dense(4),
            ("a dense layer's bias learns nothing", With([Square, Bias], (c, x) => Var.Affine(x, c.Parameter("weight"), Var.StopGradient(c.Parameter("bias"))))),
            ("a dense layer's gradient is a thousandth more in one coordinate", With([Square, Bias], (c, x) => Var.Affine(x, FirstPlaceThousandthMore(c.Parameter("weight")), c.Parameter("bias")))),
            ("a dense layer passes 0.999 back to its input", With([Square, Bias], (c, x) => Var.Affine(Times(0.999, x), c.Parameter("weight"), c.Parameter("bias"))))),
        .. On([4], Twice, ("weights shared by two places learn from one", With([Square], (c, x) => Var.MatMul(Var.Tanh(Var.MatMul(x, c.Parameter("weight"))), Var.StopGradient(c.Parameter("weight")))))),
        .. On([3, 4], Of(x => Attend(x)),
            ("attention lacks its scale on the way back", Of(x => Instead(Attend(x), Attend(x, scale: 1)))),
            ("attention passes nothing back by its keys", Of(x => Attend(x, keys: Var.StopGradient))),
            ("causal attention looks ahead on the way back", Of(x => Instead(Attend(x, causal: true), Attend(x))))),
        .. On([3, 2], new Lstm(2),
            ("an LSTM has its input and forget gates swapped on the way back", LstmByHand.Layer((i, f, g, o, c) => Instead(f * c + i * g, i * c + f * g))),
            ("an LSTM passes nothing back through its cell", LstmByHand.Layer((i, f, g, o, c) => f * Var.StopGradient(c) + i * g)),
            ("an LSTM's forget gate learns nothing", LstmByHand.Layer((i, f, g, o, c) => Var.StopGradient(f) * c + i * g))),
    ];

    private static ILayer Twice => new Sequential(new Shared("both", new Dense(4, Bias: false)), new Tanh(), new Shared("both", new Dense(4, Bias: false)));

    private static IEnumerable<Mutant> On(Shape input, ILayer right, params (string Name, ILayer Wrong)[] mutants) =>
        Mutant.Of("layer", NamedCheck<ILayer>.OfKeys((layer, key) => GradientCheck.Layer(layer, input, key).ThrowIfWrong(), tests: 10, name: $"{nameof(GradientCheck)}.{nameof(GradientCheck.Layer)}"), right, mutants);

    private static ILayer Of(Func<Var, Var> apply) => Layer.From("forged", apply);

    private static ILayer Of(Func<LayerContext, Var, Var> apply) => Layer.From("forged", apply);

    private static ILayer With(IEnumerable<ParameterSpec> parameters, Func<LayerContext, Var, Var> apply) => Layer.From("forged", parameters, apply);

    /// <summary>(x − μ)/√(σ² + 0.05) over an axis, whose parts may be forged.</summary>
    private static ILayer Normalizing(int axis, Func<Var, Var>? mean = null, Func<Var, Var>? root = null) => Of(x =>
    {
        var μ = x.Mean([axis], keep: true);
        var centred = x - (mean is null ? μ : mean(μ));
        var σ = Var.Sqrt((centred * centred).Mean([axis], keep: true) + 0.05);
        return centred / (root is null ? σ : root(σ));
    });

    /// <summary>Attention of sequences to themselves, with one head.</summary>
    private static Var Attend(Var x, bool causal = false, double? scale = null, Func<Var, Var>? keys = null)
    {
        var heads = x.Reshape(x.Shape[0], 1, x.Shape[1], x.Shape[2]);
        return Attention.ScaledDotProduct(heads, keys is null ? heads : keys(heads), heads, causal, scale: scale).Reshape(x.Shape);
    }
}
