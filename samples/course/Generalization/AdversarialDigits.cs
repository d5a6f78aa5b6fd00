using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>The fast gradient sign method x̃ = x + ε·sign ∇ₓJ against a net for digits, before and after training on such inputs.</summary>
/// <remarks>Where a net is nearly linear, ε in each of d inputs along the gradient's signs changes its output by ε·‖∇ₓ‖₁, about √d times what random signs do. Adversarial training makes ½J(x) + ½J(x̃) small.</remarks>
public sealed record AdversarialDigits() : Sample("adversarial", "Small changes that fool a net, and training against them", "Goodfellow, Shlens and Szegedy 2015")
{
    private const double ε = 0.1;
    private const int Samples = 1000, Runs = 5, Epochs = 30;

    private static readonly ImmutableArray<double> Sizes = [0, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2];

    /// <summary>The attack that one of the nets is trained against.</summary>
    public IAttack Against { get; init; } = new FastGradientSign(ε, 0, 1);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(Runs, Run);
        var (clean, attacked, random) = (runs.Select(run => run.Plain[0]), runs.Select(run => At(run.Plain)), runs.Select(run => run.Random));
        var (hardened, cleanHardened) = (runs.Select(run => At(run.Trained)), runs.Select(run => run.Trained[0]));
        return new(
        [
            Claim.Of("adversarial.fooled", "Changes along the signs of the gradient fool a net that random changes of the same size cost less than five points.", Verdicts.All(Seeds.Less(attacked, random.Select(accuracy => accuracy - 0.2)), Seeds.Less(clean.Select(accuracy => accuracy - 0.05), random)),
                $"digits, ε = {ε}, {Runs} seeds: accuracy {Seeds.PercentOf(clean)} on clean images, {Seeds.PercentOf(random)} with random signs, {Seeds.PercentOf(attacked)} with those of the gradient", ("clean", clean.Average()), ("random", random.Average()), ("attacked", attacked.Average())),
            Claim.Of("adversarial.training-helps", "A net trained on attacked inputs withstands the attack far better, by a fifth of the images or more.", Seeds.Less(attacked.Select(accuracy => accuracy + 0.2), hardened),
                $"accuracy under attack {Seeds.PercentOf(attacked)} before, {Seeds.PercentOf(hardened)} after; on clean images {Seeds.PercentOf(clean)} before, {Seeds.PercentOf(cleanHardened)} after", ("before", attacked.Average()), ("after", hardened.Average()), ("clean after", cleanHardened.Average())),
        ],
        [
            Plot.Lines("Accuracy under attack", "The accuracy of the usual net falls steeply with the size of the change, that of the net trained against it slowly.", "ε", new PlotAxis("accuracy", Percent: true),
                Curve.Of("trained as usual", Sizes.Select((size, i) => (size, runs.Average(run => run.Plain[i])))), Curve.Of("trained against the attack", Sizes.Select((size, i) => (size, runs.Average(run => run.Trained[i]))))),
        ]);
    }

    private static double At(ImmutableArray<double> accuracies) => accuracies[Sizes.IndexOf(ε)];

    private (ImmutableArray<double> Plain, ImmutableArray<double> Trained, double Random) Run(RandomKey key)
    {
        var data = SyntheticData.Digits<float>(Samples, key.Fold("train")).InMemory();
        var test = SyntheticData.Digits<float>(500, key.Fold("test")).All();
        var usual = Objective.Supervised(new SoftmaxCrossEntropy());
        Model<float> plain = Trained(usual, data, key), hardened = Trained(new AdversarialTraining(usual, Against), data, key);
        var signs = (key.Fold("signs").Bernoulli<float>(test.Inputs.Shape, 0.5) * 2f - 1f) * (float)ε;
        var disturbed = test.With(inputs: Var.Clamp(Var.Of(test.Inputs + signs), 0, 1).Value<float>());
        return (Accuracies(plain, test), Accuracies(hardened, test), Accuracy(plain, disturbed));
    }

    private static Model<float> Trained(IObjective objective, Dataset<float> data, RandomKey key)
    {
        var trainer = new Trainer<float>(Networks.Mlp([1, 28, 28], [64, 10]), objective, new Adam(0.003)).With(compute: Seeds.Alone);
        return trainer.Fit(trainer.Initialize(key), data, new(Epochs, new(50))).Model;
    }

    private static ImmutableArray<double> Accuracies(Model<float> model, Batch<float> test) =>
        [.. Sizes.Select(size => Accuracy(model, test.With(inputs: new FastGradientSign(size, 0, 1).On(model, new SoftmaxCrossEntropy(), test))))];

    private static double Accuracy(Model<float> model, Batch<float> batch) => new Trainer<float>(model.Network, new SoftmaxCrossEntropy(), new Sgd(0)).With(compute: Seeds.Alone).Evaluate(model, batch).Accuracy!.Value;
}
