namespace Functional.NN;

/// <summary>Σ_{i≠c} max(0, margin − y_c + y_i)^p / C for scores y of C classes and the target c; one term for every position.</summary>
/// <remarks>
/// The multi-class hinge loss (Crammer and Singer 2001 take the largest term, Weston and Watkins 1999 the sum, as here; the division by C is the library form). Targets are indices or rows with a single one.
/// Class weights weigh a position by its target's, and the mean divides by their sum.
/// </remarks>
public sealed record MultiMargin : ClassLoss
{
    /// <summary>The multi-class margin loss.</summary>
    public MultiMargin(int Exponent = 1, double Margin = 1, Tensor<double>? ClassWeights = null, int? IgnoreIndex = null, int ClassAxis = -1) : base(ClassWeights, IgnoreIndex, ClassAxis) =>
        (this.Exponent, this.Margin) = (Exponent, Margin);

    /// <summary>p: 1 or 2.</summary>
    public int Exponent { get; init => field = value is 1 or 2 ? value : throw new NNException(Sentence.Of($"MultiMargin: the exponent must be 1 or 2, got {value}.")); }

    /// <summary>By how much the target's score must exceed the others for nothing to be lost; not negative.</summary>
    public double Margin { get; init => field = NN.Constants.NotNegative(value, nameof(MultiMargin), "the margin"); }

    private protected override string Scores => "scores";

    private protected override FormattableString Constants => $"{Exponent}, {Margin}";

    private protected override Var Values(Var scores, Var shares, Var? weights)
    {
        var missing = Var.Relu(Margin - (shares * scores).Sum([-1], keep: true) + scores);
        var others = ((1 - shares) * (Exponent == 1 ? missing : Var.Square(missing))).Sum(-1) / scores.Shape[-1];
        return weights is null ? others : others * (shares * weights).Sum(-1);
    }
}
