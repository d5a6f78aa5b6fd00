namespace Functional.NN;

/// <summary>A layer that applies one function to what reaches it and, unless it says otherwise, keeps its shape.</summary>
public abstract record Activation : ILayer
{
    /// <summary>The function.</summary>
    public abstract Var Apply(Var x);

    /// <inheritdoc/>
    public virtual Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x) => Applied.Of(Apply(x));

    /// <summary>The constants as they stand between the brackets; empty when there are none.</summary>
    private protected virtual FormattableString Constants => $"";

    /// <summary>The name with its constants, the same under every culture.</summary>
    public sealed override string ToString() => $"{GetType().Name}({Sentence.Of(Constants)})";
}
