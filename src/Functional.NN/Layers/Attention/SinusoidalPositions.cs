using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>y = x + P, with P[p, 2i] = sin(p/base^(2i/E)) and P[p, 2i + 1] = cos(p/base^(2i/E)) at position p.</summary>
/// <remarks>Vaswani et al. 2017, "Attention is all you need", section 3.5. x is a sequence (L × E); with an odd E the last column is a sine. Masked steps are moved as well.</remarks>
public sealed record SinusoidalPositions : ILayer
{
    /// <summary>Positions of wavelengths from 2π to base·2π.</summary>
    /// <param name="Base">how many times the longest wavelength is as long as the shortest</param>
    public SinusoidalPositions(double Base = 10000) => this.Base = Base;

    /// <summary>How many times the longest wavelength is as long as the shortest.</summary>
    public double Base { get; init => field = Constants.Positive(value, nameof(SinusoidalPositions), "the base"); }

    /// <summary>The table P (length × features).</summary>
    /// <param name="length">how many positions</param>
    /// <param name="features">how many numbers a position has</param>
    /// <param name="longest">the base</param>
    public static Tensor<double> Table(int length, int features, double longest = 10000)
    {
        if (length < 0 || features < 1) throw new NNException(Sentence.Of($"SinusoidalPositions: a table has 0 positions or more and 1 number or more each, asked for {length}×{features}."));
        double[] lengths = [.. Enumerable.Range(0, (features + 1) / 2).Select(i => Elementary.Pow(longest, 2.0 * i / features))];
        return Tensor.Generate(Shape.Of(length, features), place =>
        {
            double angle = place / features / lengths[place % features / 2];
            return place % features % 2 == 0 ? Elementary.Sin(angle) : Elementary.Cos(angle);
        });
    }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Sequences.Checked(input);

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x + Var.Constant(Table(x.Shape[1], x.Shape[2], Base));
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"SinusoidalPositions({Base})");
}
