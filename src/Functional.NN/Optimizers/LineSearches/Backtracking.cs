namespace Functional.NN;

/// <summary>The first α of a falling sequence with φ(α) ≤ φ(0) + c₁αφ′(0).</summary>
/// <remarks>Armijo 1966; the next α is the minimum of the parabola through φ(0), φ′(0) and φ(α), kept between α/10 and α/2 (Dennis and Schnabel 1983, A6.3.1). A value that is not finite counts as too large, and α becomes α/2.</remarks>
/// <param name="Decrease">c₁</param>
/// <param name="MostTrials">how many points are evaluated at most</param>
public sealed record Backtracking(double Decrease = 1e-4, int MostTrials = 40) : LineSearch
{
    /// <summary>c₁, between 0 and 1.</summary>
    public double Decrease { get; init => field = Armijo(value, nameof(Backtracking)); } = Armijo(Decrease, nameof(Backtracking));

    /// <summary>How many points are evaluated at most.</summary>
    public int MostTrials { get; init => field = Trials(value, nameof(Backtracking)); } = Trials(MostTrials, nameof(Backtracking));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Backtracking With(double? decrease = null, int? mostTrials = null) => this with { Decrease = decrease ?? Decrease, MostTrials = mostTrials ?? MostTrials };

    /// <inheritdoc/>
    public override LineStep<TAt> Search<TAt>(Func<double, LinePoint<TAt>> line, LinePoint<TAt> start, double first)
    {
        ArgumentNullException.ThrowIfNull(line);
        double α = first;
        for (int trial = 1; trial <= MostTrials; trial++)
        {
            var point = line(α);
            if (point.IsFinite && point.Value <= start.Value + Decrease * α * start.Slope) return new(point, trial, true);
            double parabola = -start.Slope * α * α / (2 * (point.Value - start.Value - α * start.Slope));
            α = double.IsFinite(parabola) ? Math.Clamp(parabola, 0.1 * α, 0.5 * α) : 0.5 * α;
        }
        return new(start, MostTrials, false);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Backtracking({Decrease}, {MostTrials})");
}
