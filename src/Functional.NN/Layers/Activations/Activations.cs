namespace Functional.NN;

/// <summary>A layer that applies one function to what reaches it and keeps its shape.</summary>
public abstract record Activation : ILayer
{
    /// <summary>The function.</summary>
    public abstract Var Apply(Var x);

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x) => Applied.Of(Apply(x));

    /// <summary>The constants as they stand between the brackets; empty when there are none.</summary>
    private protected virtual FormattableString Constants => $"";

    /// <summary>The name with its constants, the same under every culture.</summary>
    public sealed override string ToString() => $"{GetType().Name}({Sentence.Of(Constants)})";
}

/// <summary>y = x.</summary>
public sealed record Identity : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => x;
}

/// <summary>y = max(0, x); the derivative at 0 is 0.</summary>
public sealed record Relu : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Relu(x);
}

/// <summary>y = x where x &gt; 0, else slope·x.</summary>
public sealed record LeakyRelu(double NegativeSlope = 0.01) : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Where(Var.Step(x), x, NegativeSlope * x);

    private protected override FormattableString Constants => $"{NegativeSlope}";
}

/// <summary>y = 1/(1 + e⁻ˣ).</summary>
public sealed record Sigmoid : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Sigmoid(x);
}

/// <summary>y = tanh x.</summary>
public sealed record Tanh : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Tanh(x);
}

/// <summary>y = ln(1 + eˣ), exact for all x.</summary>
public sealed record Softplus : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Softplus(x);
}

/// <summary>y = x where x &gt; 0, else α(eˣ − 1).</summary>
/// <remarks>Clevert, Unterthiner and Hochreiter 2016. The exponential only sees min(x, 0), so it never overflows.</remarks>
public sealed record Elu(double Alpha = 1) : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Where(Var.Step(x), x, Alpha * Var.Expm1(Var.Min(x, 0)));

    private protected override FormattableString Constants => $"{Alpha}";
}

/// <summary>y = x·Φ(x) = ½x·erfc(−x/√2).</summary>
/// <remarks>Hendrycks and Gimpel 2016, the exact form; erfc keeps the small negative tail accurate.</remarks>
public sealed record Gelu : Activation
{
    private const double RootHalf = 0.70710678118654752;

    /// <inheritdoc/>
    public override Var Apply(Var x) => 0.5 * x * Var.Erfc(-RootHalf * x);
}

/// <summary>y = x·σ(x).</summary>
public sealed record Silu : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => x * Var.Sigmoid(x);
}

/// <summary>Softmax over the last axis.</summary>
public sealed record Softmax : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Softmax(x);
}

/// <summary>The logarithm of softmax over the last axis.</summary>
public sealed record LogSoftmax : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.LogSoftmax(x);
}
