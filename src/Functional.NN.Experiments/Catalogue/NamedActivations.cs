namespace Functional.NN.Experiments;

/// <summary>The activations by name, with their usual constants.</summary>
public static class NamedActivations
{
    /// <summary>One line an activation.</summary>
    public static Registry<ILayer> All { get; } = new("activation",
    [
        new("identity", "x", new Identity()),
        new("step", "1 where x ≥ 0, else 0", new Step()),
        new("sign", "−1, 0 or 1", new Sign()),
        new("sigmoid", "1/(1 + e⁻ˣ)", new Sigmoid()),
        new("tanh", "tanh x", new Tanh()),
        new("scaled-tanh", "1.7159·tanh(2x/3)", new ScaledTanh()),
        new("relu", "max(0, x)", new Relu()),
        new("relu6", "min(6, max(0, x))", new Relu6()),
        new("leaky-relu", "x, or 0.01·x where x is negative", new LeakyRelu()),
        new("prelu", "x, or a·x where x is negative, a learned for each channel", new PRelu()),
        new("elu", "x, or eˣ − 1 where x is negative", new Elu()),
        new("selu", "ELU that keeps mean 0 and variance 1", new Selu()),
        new("celu", "ELU with a continuous derivative", new Celu()),
        new("gelu", "x·Φ(x)", new Gelu()),
        new("gelu-tanh", "x·Φ(x), approximated by tanh", new GeluTanh()),
        new("silu", "x·σ(x)", new Silu()),
        new("mish", "x·tanh ln(1 + eˣ)", new Mish()),
        new("softplus", "ln(1 + eˣ)", new Softplus()),
        new("softsign", "x/(1 + |x|)", new Softsign()),
        new("hard-tanh", "x between −1 and 1", new HardTanh()),
        new("hard-sigmoid", "x/6 + ½ between 0 and 1", new HardSigmoid()),
        new("hard-swish", "x times its hard sigmoid", new HardSwish()),
        new("log-sigmoid", "ln σ(x)", new LogSigmoid()),
        new("softmax", "eˣ/Σeˣ over the last axis", new Softmax()),
        new("log-softmax", "the logarithm of softmax", new LogSoftmax()),
        new("maxout", "the larger of each two neighbours", new Maxout()),
        new("tanh-shrink", "x − tanh x", new TanhShrink()),
        new("soft-shrink", "x moved by ½ towards 0", new SoftShrink()),
        new("hard-shrink", "x, or 0 within ½ of it", new HardShrink()),
    ]);
}
