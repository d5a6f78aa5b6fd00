using System.Collections.Immutable;

namespace Functional.NN.Properties;

/// <summary>A rule to be checked at a point; the rule is a value, so that a wrong one is just another value.</summary>
/// <param name="Rule">the primitive</param>
/// <param name="Inputs">where it is checked</param>
/// <param name="Variable">which inputs are differentiated: not masks, not indices</param>
/// <param name="Key">of cotangents and directions</param>
internal sealed record PrimitiveCase(Primitive Rule, ImmutableArray<Tensor<double>> Inputs, ImmutableArray<bool> Variable, RandomKey Key)
{
    /// <summary>The inputs that are differentiated.</summary>
    public Tensor<double>[] Point => [.. Inputs.Where((_, i) => Variable[i])];

    /// <summary>The rule as a function of the inputs that are differentiated.</summary>
    public Var Function(IReadOnlyList<Var> x)
    {
        int next = 0;
        return Var.Apply(Rule, [.. Inputs.Select((input, i) => Variable[i] ? x[next++] : Var.Of(input))]);
    }

    public PrimitiveCase With(Primitive rule) => this with { Rule = rule };

    public override string ToString() => $"{Rule.Name} of {string.Join(", ", Inputs.Select(x => x.Shape))}, key {Key}: {string.Join("; ", Inputs)}";
}
