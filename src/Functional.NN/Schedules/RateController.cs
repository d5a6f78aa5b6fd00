namespace Functional.NN;

/// <summary>A rule that changes the learning rate by what the losses do: a fold over epochs with a state of its own.</summary>
/// <remarks>
/// Its state holds a factor f, by which the rate that the optimizer's <see cref="Schedule"/> says is multiplied: ε_k becomes f·ε_k. So it goes together with any schedule,
/// and with optimizers that have several rates. Give it to a run as <see cref="FitPlan.Rate"/>.
/// </remarks>
[DescriptionKind("rate controller")]
public abstract record RateController
{
    /// <summary>The state after the loss of one more epoch.</summary>
    /// <param name="before">the state before; <see cref="RateState.Start"/> at the beginning</param>
    /// <param name="loss">the epoch's loss</param>
    public abstract RateState Next(RateState before, double loss);
}

/// <summary>What a controller of the learning rate knows.</summary>
/// <param name="Factor">f: what the scheduled rate is multiplied by</param>
/// <param name="Loss">the loss that the next one is compared with; infinite before the first</param>
/// <param name="Waited">how many epochs were not better than it, those of rest left out</param>
/// <param name="Resting">how many epochs of rest are still to come</param>
public sealed record RateState(double Factor, double Loss, int Waited, int Resting)
{
    /// <summary>The state before the first epoch: f = 1.</summary>
    public static RateState Start { get; } = new(1, double.PositiveInfinity, 0, 0);
}
