using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>ε_k = ε_min + (ε_max − ε_min)·h·cⁱ·γᵏ, where h climbs from 0 to 1 along a line in u steps and falls back in d, and i counts the cycles before.</summary>
/// <remarks>
/// Smith 2017, "Cyclical learning rates for training neural networks". Its policies: <i>triangular</i> with c = γ = 1, <i>triangular2</i> with c = ½, <i>exp_range</i> with γ a little below 1.
/// </remarks>
public sealed record Cyclic : Schedule
{
    /// <summary>A rate that goes up and down.</summary>
    /// <param name="Minimum">ε_min</param>
    /// <param name="Maximum">ε_max</param>
    /// <param name="StepsUp">u</param>
    /// <param name="StepsDown">d; u when none is given</param>
    /// <param name="CycleFactor">c: what each cycle's height is multiplied by</param>
    /// <param name="StepFactor">γ: what each step's height is multiplied by</param>
    public Cyclic(double Minimum, double Maximum, long StepsUp, long? StepsDown = null, double CycleFactor = 1, double StepFactor = 1) =>
        (this.Minimum, this.Maximum, this.StepsUp, this.StepsDown, this.CycleFactor, this.StepFactor) = (Minimum, Maximum, StepsUp, StepsDown ?? StepsUp, CycleFactor, StepFactor);

    /// <summary>ε_min, not negative.</summary>
    public double Minimum { get; init => field = Rates.Rate(value, nameof(Cyclic)); }

    /// <summary>ε_max, not negative.</summary>
    public double Maximum { get; init => field = Rates.Rate(value, nameof(Cyclic)); }

    /// <summary>u, positive.</summary>
    public long StepsUp { get; init => field = Rates.Steps(value, nameof(Cyclic)); }

    /// <summary>d, positive.</summary>
    public long StepsDown { get; init => field = Rates.Steps(value, nameof(Cyclic)); }

    /// <summary>c, above 0 and at most 1.</summary>
    public double CycleFactor { get; init => field = Rates.Shrinking(value, nameof(Cyclic)); }

    /// <summary>γ, above 0 and at most 1.</summary>
    public double StepFactor { get; init => field = Rates.Shrinking(value, nameof(Cyclic)); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Cyclic With(double? minimum = null, double? maximum = null, long? stepsUp = null, long? stepsDown = null, double? cycleFactor = null, double? stepFactor = null) => this with
    {
        Minimum = minimum ?? Minimum,
        Maximum = maximum ?? Maximum,
        StepsUp = stepsUp ?? StepsUp,
        StepsDown = stepsDown ?? StepsDown,
        CycleFactor = cycleFactor ?? CycleFactor,
        StepFactor = stepFactor ?? StepFactor,
    };

    /// <inheritdoc/>
    public override double At(long step)
    {
        long cycle = step / (StepsUp + StepsDown), place = step % (StepsUp + StepsDown);
        double h = place <= StepsUp ? (double)place / StepsUp : (double)(StepsUp + StepsDown - place) / StepsDown;
        return Rates.Linear(Minimum, Maximum, h * Elementary.Pow(CycleFactor, cycle) * Elementary.Pow(StepFactor, step));
    }

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => RobbinsMonroConditions.Staying(CycleFactor == 1 && StepFactor == 1 ? Math.Max(Minimum, Maximum) : Minimum);

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"Cyclic({Minimum}, {Maximum}, {StepsUp}, {StepsDown}, {CycleFactor}, {StepFactor})");
}
