namespace Functional.NN;

/// <summary>max(0, d(a, p) − d(a, n) + margin) with d(u, v) = ‖u − v + ε‖ₚ: an anchor is to be nearer to a positive sample than to a negative one, by a margin; one term a triplet.</summary>
/// <remarks>
/// Schroff, Kalenichenko and Philbin 2015 (with squared distances), Balntas and others 2016 (as here). ε is added to every component, so that the distance of equal points has a derivative. Predictions hold the triplets,
/// anchor, positive, negative: N×3×D, what a network that is applied to all three gives; <see cref="Terms(Var, Var, Var)"/> takes them apart. Targets are not read: there may be anything, one row a sample.
/// </remarks>
public sealed record TripletMargin : ILoss
{
    /// <summary>The triplet loss.</summary>
    public TripletMargin(double Margin = 1, double Exponent = 2, double Epsilon = 1e-6, bool Swap = false) => (this.Margin, this.Exponent, this.Epsilon, this.Swap) = (Margin, Exponent, Epsilon, Swap);

    /// <summary>By how much the positive sample is to be nearer; positive.</summary>
    public double Margin { get; init => field = LossConstants.Positive(value, nameof(TripletMargin), "the margin"); }

    /// <summary>p: the norm's exponent, 1 or more.</summary>
    public double Exponent { get; init => field = value >= 1 && double.IsFinite(value) ? value : throw new NNException(Sentence.Of($"TripletMargin: the exponent must be 1 or more, got {value}.")); }

    /// <summary>ε: what is added to every component of a difference; positive.</summary>
    public double Epsilon { get; init => field = LossConstants.Positive(value, nameof(TripletMargin), "epsilon"); }

    /// <summary>Whether the negative sample's distance is the smaller of those to the anchor and to the positive sample (the anchor swap of Balntas and others 2016).</summary>
    public bool Swap { get; init; }

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Stacked(nameof(TripletMargin), "triplets", 3, prediction);
        return Terms(prediction.At(1, 0), prediction.At(1, 1), prediction.At(1, 2));
    }

    /// <summary>The loss of triplets that stand apart.</summary>
    /// <param name="anchor">(N × D)</param>
    /// <param name="positive">(N × D)</param>
    /// <param name="negative">(N × D)</param>
    public LossTerms Terms(Var anchor, Var positive, Var negative)
    {
        ArgumentNullException.ThrowIfNull(anchor);
        Loss.Same(nameof(TripletMargin), anchor, positive);
        Loss.Same(nameof(TripletMargin), anchor, negative);
        if (anchor.Shape.Rank != 2) throw new ShapeException($"TripletMargin: vectors are N×D, got {anchor.Shape}.");
        var far = Distance(anchor, negative);
        return new(Var.Relu(Distance(anchor, positive) - (Swap ? Var.Min(far, Distance(positive, negative)) : far) + Margin));
    }

    private Var Distance(Var u, Var v)
    {
        var difference = u - v + Epsilon;
        return Exponent switch
        {
            1 => Var.Abs(difference).Sum(-1),
            2 => Var.Sqrt(Var.Square(difference).Sum(-1)),
            _ => Var.Pow(Var.Pow(Var.Abs(difference), Exponent).Sum(-1), 1 / Exponent),
        };
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"TripletMargin({Margin}, {Exponent}, {Epsilon}{(Swap ? ", swap" : "")})");
}
