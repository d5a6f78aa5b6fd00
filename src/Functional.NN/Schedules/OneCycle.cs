namespace Functional.NN;

/// <summary>One climb and one descent: from ε/d up to ε until step m = pK − 1, then down to ε/(d·f) at step K − 1; that rate stays.</summary>
/// <remarks>Smith and Topin 2018, "Super-convergence", in the two-phase form and with the constants of PyTorch's OneCycleLR; m need not be whole.</remarks>
/// <param name="Maximum">ε</param>
/// <param name="Steps">K: the steps of the whole run</param>
/// <param name="Climb">p: which part of them the climb takes</param>
/// <param name="InitialDivisor">d</param>
/// <param name="FinalDivisor">f</param>
/// <param name="Annealing">along which curve</param>
public sealed record OneCycle(double Maximum, long Steps, double Climb = 0.3, double InitialDivisor = 25, double FinalDivisor = 1e4, Annealing Annealing = Annealing.Cosine) : Schedule
{
    /// <summary>ε, not negative.</summary>
    public double Maximum { get; init => field = Rates.Rate(value, nameof(OneCycle)); } = Rates.Rate(Maximum, nameof(OneCycle));

    /// <summary>K, positive.</summary>
    public long Steps { get; init => field = Rates.Steps(value, nameof(OneCycle)); } = Rates.Steps(Steps, nameof(OneCycle));

    /// <summary>p, from 0 to 1.</summary>
    public double Climb { get; init => field = Part(value); } = Part(Climb);

    /// <summary>d, above 0.</summary>
    public double InitialDivisor { get; init => field = Rates.Positive(value, nameof(OneCycle), "a divisor"); } = Rates.Positive(InitialDivisor, nameof(OneCycle), "a divisor");

    /// <summary>f, above 0.</summary>
    public double FinalDivisor { get; init => field = Rates.Positive(value, nameof(OneCycle), "a divisor"); } = Rates.Positive(FinalDivisor, nameof(OneCycle), "a divisor");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public OneCycle With(double? maximum = null, long? steps = null, double? climb = null, double? initialDivisor = null, double? finalDivisor = null, Annealing? annealing = null) => this with
    {
        Maximum = maximum ?? Maximum,
        Steps = steps ?? Steps,
        Climb = climb ?? Climb,
        InitialDivisor = initialDivisor ?? InitialDivisor,
        FinalDivisor = finalDivisor ?? FinalDivisor,
        Annealing = annealing ?? Annealing,
    };

    /// <inheritdoc/>
    public override double At(long step)
    {
        double m = Climb * Steps - 1, last = Steps - 1.0, initial = Maximum / InitialDivisor;
        if (step < m) return Between(initial, Maximum, step / m);
        return step >= last && step > m ? initial / FinalDivisor : step <= m ? Maximum : Between(Maximum, initial / FinalDivisor, (step - m) / (last - m));
    }

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => RobbinsMonroConditions.Staying(At(Steps));

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"OneCycle({Maximum}, {Steps}, {Climb}, {InitialDivisor}, {FinalDivisor}, {Annealing})");

    private double Between(double from, double to, double q) => Annealing == Annealing.Cosine ? Rates.Cosine(from, to, q) : Rates.Linear(from, to, q);

    private static double Part(double part) => part is >= 0 and <= 1 ? part + 0.0 : throw new NNException(Sentence.Of($"OneCycle: the climb takes a part of the steps from 0 to 1, got {part}."));
}
