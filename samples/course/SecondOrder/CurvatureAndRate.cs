namespace Functional.NN.Course;

/// <summary>What the Hessian of a net says where training has come to: its largest eigenvalue is the limit 2/λ_max of the rates that descent can have there.</summary>
/// <remarks>
/// A net 2–8–1 of tanh units on two moons, with a small penalty, by L-BFGS to a gradient of nearly nothing. Near a minimum θ*, a step of descent multiplies the part of θ − θ* along an eigenvector by 1 − ελ; so the distance falls for every
/// eigenvector when ε &lt; 2/λ_max, and grows along the steepest when ε is larger. Lanczos' method finds λ_max from products H·v alone.
/// </remarks>
public sealed record CurvatureAndRate() : Sample("curvature", "The curvature of a trained net, and the rates it allows", "LeCun et al. 1998, Efficient backprop, section 5; Goodfellow et al. 2016, section 4.3.1; Li et al. 2018")
{
    private const int Steps = 300;

    /// <summary>Descent at a rate.</summary>
    public Func<double, IMinimizer> Descent { get; init; } = rate => new Sgd(rate);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var moons = SyntheticData.TwoMoons<double>(100, RandomKey.FromSeed(1)).All();
        var batch = moons.With(targets: moons.Targets.Reshape(-1, 1));
        var trainer = new Trainer<double>(new Network([2], new Dense(8), new Tanh(), new Dense(1)), Objective.Supervised(new SigmoidCrossEntropy(), new L2(0.01)), new Lbfgs()).With(compute: Seeds.Alone);
        var path = trainer.Run(trainer.Initialize(RandomKey.FromSeed(1)), Enumerable.Repeat(batch, 400)).Select(stepped => stepped.State.Model).Prepend(trainer.Initialize(RandomKey.FromSeed(1)).Model).ToList();
        var (first, last) = (path[0], path[^1]);
        var J = trainer.ObjectiveOf(last, batch);
        HessianExtremes before = HessianExtremes.Of(J, first.Parameters, RandomKey.FromSeed(2)), after = HessianExtremes.Of(J, last.Parameters, RandomKey.FromSeed(2));

        var beside = last.Parameters + 1e-6 * LossPlane.RandomDirection(last.Parameters, RandomKey.FromSeed(3));
        double Distance(double rate)
        {
            var descent = trainer.With(optimizer: Descent(rate));
            return (descent.Run(descent.Start(beside), Enumerable.Repeat(batch, Steps)).Last().State.Parameters - last.Parameters).Norm;
        }
        double limit = 2 / after.Largest.Value, start = (beside - last.Parameters).Norm, below = Distance(0.95 * limit), above = Distance(1.05 * limit);

        double slope = J.ValueAndGradient(last.Parameters).Gradient.Norm;
        var plane = LossPlane.Of(J.Value, last.Parameters, first.Parameters - last.Parameters, LossPlane.FilterNormalized(LossPlane.RandomDirection(last.Parameters, RandomKey.FromSeed(4)), last.Parameters), from: -0.5, to: 1.5);
        return new(
        [
            Claim.Of("curvature.a-minimum", "Training a small net with a penalty to the end leads to a place that curves up in every direction, from one that does not.", after.Verdict == CriticalPoint.Minimum && before.Smallest.High < 0,
                $"eigenvalues of the Hessian from {Written.Short(before.Smallest.Value)} to {Written.Short(before.Largest.Value)} at the start, from {Written.Short(after.Smallest.Value)} to {Written.Short(after.Largest.Value)} at the end, where ‖∇J‖ = {Written.Short(slope, 2)}",
                ("smallest at the start", before.Smallest.Value), ("smallest at the end", after.Smallest.Value), ("largest at the end", after.Largest.Value)),
            Claim.Of("curvature.limits-the-rate", "The largest eigenvalue of the Hessian limits the rate: below 2/λ_max descent comes back to the minimum, above it goes away.", below < start && above > start,
                $"distance from the minimum after {Steps} steps, begun at {Written.Short(start, 2)}: {Written.Short(below, 2)} with 0.95·2/λ_max, {Written.Short(above, 2)} with 1.05·2/λ_max = {Written.Short(1.05 * limit)}", ("start", start), ("below", below), ("above", above), ("limit", limit)),
        ],
        [
            new PictureExhibit("The loss of the net over a plane through start and end", plane.ToSvg(new LossPath<double>("L-BFGS", [.. path.Take(60).Select(model => model.Parameters)]))),
        ]);
    }
}
