namespace Functional.NN;

/// <summary>A point of a line θ + αd.</summary>
/// <param name="Step">α</param>
/// <param name="Value">φ(α) = J(θ + αd)</param>
/// <param name="Slope">φ′(α) = ∇J(θ + αd)ᵀd</param>
/// <param name="At">what else is known there, such as θ + αd and its gradient, so that nobody computes it again</param>
public readonly record struct LinePoint<TAt>(double Step, double Value, double Slope, TAt At)
{
    /// <summary>True when value and slope are finite.</summary>
    public bool IsFinite => double.IsFinite(Value) && double.IsFinite(Slope);
}

/// <summary>Where a search along a line ended.</summary>
/// <param name="Point">the point to go to; the start when nothing better was found</param>
/// <param name="Trials">how many points were evaluated</param>
/// <param name="Found">whether it satisfies what the search asks for</param>
public readonly record struct LineStep<TAt>(LinePoint<TAt> Point, int Trials, bool Found);

/// <summary>A rule for how far to go along a line on which the objective falls at first. A pure function of the line.</summary>
[DescriptionKind("line search")]
public abstract record LineSearch
{
    /// <summary>A step along a line.</summary>
    /// <param name="line">α to the point at α</param>
    /// <param name="start">the point at α = 0, with a negative slope</param>
    /// <param name="first">the α tried first, positive</param>
    public abstract LineStep<TAt> Search<TAt>(Func<double, LinePoint<TAt>> line, LinePoint<TAt> start, double first);

    private protected static double Armijo(double value, string who) =>
        value is > 0 and < 1 ? value : throw new NNException(Sentence.Of($"{who}: the fraction of the slope that a step must fall by is between 0 and 1, got {value}."));

    private protected static int Trials(int value, string who) =>
        value >= 1 ? value : throw new NNException(Sentence.Of($"{who}: a search tries one point or more, got {value}."));
}
