namespace Functional.NN;

/// <summary>J̃(θ) = α·J(θ, x) + (1 − α)·J(θ, x̃) + Σ penalties(θ), with x̃ the inputs an attack makes of x.</summary>
/// <remarks>
/// Goodfellow, Shlens and Szegedy 2015, section 6; with <see cref="ProjectedGradient"/> and α = 0 the training of Madry et al. 2018. The attack sees the network as it is in the step (the same dropped
/// units); the sign of its gradient is constant wherever it can be differentiated. Running values come from x alone. The measures on x̃ are called <c>adversarial_accuracy</c> and the like.
/// </remarks>
/// <param name="Objective">J, with its loss, penalties and metrics</param>
/// <param name="Attack">what makes x̃ of x</param>
/// <param name="Share">α, from 0 to 1</param>
public sealed record AdversarialTraining(Supervised Objective, IAttack Attack, double Share = 0.5) : IObjective
{
    /// <summary>α.</summary>
    public double Share { get; init => field = Checked(value); } = Checked(Share);

    /// <summary>The same with other parts; what is not named stays.</summary>
    public AdversarialTraining With(Supervised? objective = null, IAttack? attack = null, double? share = null) =>
        this with { Objective = objective ?? Objective, Attack = attack ?? Attack, Share = share ?? Share };

    /// <inheritdoc/>
    public Evaluation Evaluate(ObjectiveContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var perturbed = Attack.Perturb(x => Objective.Evaluate(context.With(x)).DataLoss, context.Inputs, shape => context.Uniform("attack", shape, -1, 1));
        Evaluation clean = Objective.Evaluate(context), adversarial = Objective.Evaluate(context.With(perturbed));
        var data = Share * clean.DataLoss + (1 - Share) * adversarial.DataLoss;
        return clean with
        {
            Loss = data + clean.Penalty,
            DataLoss = data,
            Metrics = clean.Metrics.AddRange(adversarial.Metrics.Select(metric => metric with { Path = $"adversarial_{metric.Path}" })),
        };
    }

    private static double Checked(double share) => share is >= 0 and <= 1 ? share : throw new NNException(Sentence.Of($"AdversarialTraining: the share of the inputs as they are is from 0 to 1, got {share}."));
}
