namespace Functional.NN.Experiments;

/// <summary>Activation functions with their gradients.</summary>
internal static class ActivationVectors
{
    public static IEnumerable<VectorOperation> All { get; } =
    [
        Of("relu", ["subgradient_at_zero"], o => { o.Only("subgradient_at_zero", 0); return new Relu(); }),
        Of("leaky_relu", ["negative_slope"], o => new LeakyRelu(o.Number("negative_slope", 0.01))),
        Of("elu", ["alpha"], o => new Elu(o.Number("alpha", 1))),
        Of("gelu", ["approximate"], o => { o.OneOf("approximate", "none"); return new Gelu(); }),
        Of("silu", [], _ => new Silu()),
        Of("softplus", ["beta"], o => { o.Only("beta", 1); return new Softplus(); }),
        Of("sigmoid", [], _ => new Sigmoid()),
        Of("tanh", [], _ => new Tanh()),
        AlongLast("softmax", new Softmax()),
        AlongLast("log_softmax", new LogSoftmax()),
    ];

    private static VectorOperation Of(string name, IEnumerable<string> options, Func<VectorOptions, Activation> activation) =>
        new("activation", name, options, ["x", "dy"], given => Run(given, activation(given.Options)));

    private static VectorOperation AlongLast(string name, Activation activation) => new("activation", name, ["axis"], ["x", "dy"], given =>
    {
        int rank = given.Tensor("x").Shape.Rank, axis = given.Options.Integer("axis", -1);
        return axis == -1 || axis == rank - 1 ? Run(given, activation) : throw new UnsupportedException(Invariant.Text($"the option \"axis\" is {axis}, supported is the last axis"));
    });

    private static Computed Run(VectorCase given, Activation activation)
    {
        var (y, pullback) = Grad.Vjp(activation.Apply, given.Tensor("x"));
        var computed = new Computed { { "y", y } };
        if (given.Has("dy")) computed.Add("dx", pullback(given.Tensor("dy")));
        return computed;
    }
}
