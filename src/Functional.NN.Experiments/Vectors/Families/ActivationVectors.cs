namespace Functional.NN.Experiments;

/// <summary>Activation functions with their gradients.</summary>
internal static class ActivationVectors
{
    public static IEnumerable<VectorOperation> All { get; } =
    [
        Of("relu", ["subgradient_at_zero"], o => { o.Only("subgradient_at_zero", 0); return new Relu(); }),
        Of("relu6", [], _ => new Relu6()),
        Of("leaky_relu", ["negative_slope"], o => new LeakyRelu(o.Number("negative_slope", 0.01))),
        Of("elu", ["alpha"], o => new Elu(o.Number("alpha", 1))),
        Of("selu", ["alpha", "scale"], o => { o.Only("alpha", 1.6732632423543772); o.Only("scale", 1.0507009873554805); return new Selu(); }),
        Of("celu", ["alpha"], o => new Celu(o.Number("alpha", 1))),
        Of("gelu", ["approximate"], o => { o.OneOf("approximate", "none"); return new Gelu(); }),
        Of("gelu_tanh", ["approximate"], o => { o.OneOf("approximate", "tanh"); return new GeluTanh(); }),
        Of("silu", [], _ => new Silu()),
        Of("mish", [], _ => new Mish()),
        Of("softplus", ["beta"], o => { o.Only("beta", 1); return new Softplus(); }),
        Of("softsign", [], _ => new Softsign()),
        Of("sigmoid", [], _ => new Sigmoid()),
        Of("log_sigmoid", [], _ => new LogSigmoid()),
        Of("tanh", [], _ => new Tanh()),
        Of("hard_tanh", ["min_val", "max_val"], o => new HardTanh(o.Number("min_val", -1), o.Number("max_val", 1))),
        Of("hard_sigmoid", [], _ => new HardSigmoid()),
        Of("hard_swish", [], _ => new HardSwish()),
        Of("tanh_shrink", [], _ => new TanhShrink()),
        Of("soft_shrink", ["lambda"], o => new SoftShrink(o.Number("lambda", 0.5))),
        Of("hard_shrink", ["lambda"], o => new HardShrink(o.Number("lambda", 0.5))),
        AlongLast("softmax", [], _ => new Softmax()),
        AlongLast("log_softmax", [], _ => new LogSoftmax()),
        AlongLast("maxout", ["pieces"], o => new Maxout(o.Integer("pieces"))),
        new("activation", "prelu", ["channel_axis", "shared"], ["x", "weight", "dy"], PRelu),
    ];

    private static VectorOperation Of(string name, IEnumerable<string> options, Func<VectorOptions, Activation> activation) =>
        new("activation", name, options, ["x", "dy"], given => Run(given, activation(given.Options)));

    private static VectorOperation AlongLast(string name, IEnumerable<string> options, Func<VectorOptions, Activation> activation) => new("activation", name, [.. options, "axis"], ["x", "dy"], given =>
    {
        int rank = given.Tensor("x").Shape.Rank, axis = given.Options.Integer("axis", -1);
        return axis == -1 || axis == rank - 1 ? Run(given, activation(given.Options)) : throw new UnsupportedException(Invariant.Text($"the option \"axis\" is {axis}, supported is the last axis"));
    });

    private static Computed PRelu(VectorCase given)
    {
        given.Options.Only("channel_axis", 1);
        bool shared = given.Options.Flag("shared", given.Tensor("weight").Shape.Size == 1);
        return LayerCase.Of(given, new PRelu(shared)).Computed();
    }

    private static Computed Run(VectorCase given, Activation activation)
    {
        var (y, pullback) = Grad.Vjp(activation.Apply, given.Tensor("x"));
        var computed = new Computed { { "y", y } };
        if (given.Has("dy")) computed.Add("dx", pullback(given.Tensor("dy")));
        return computed;
    }
}
