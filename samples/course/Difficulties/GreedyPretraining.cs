using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>A hundred labelled digits and two thousand without labels: a deep net that begins as stacked autoencoders against one that begins at random.</summary>
/// <remarks>
/// Images of 14×14 (means of 2×2), three hidden layers of 64 sigmoid units. Both nets are trained on the same hundred labels for 100 epochs, once by momentum, as deep nets were when pre-training made them possible, and once by Adam,
/// each at the best of four rates by 200 digits held back; the error is on 1,000 others. Five seeds.
/// </remarks>
public sealed record GreedyPretraining() : Sample("pre-training", "Greedy pre-training where labels are few", "Hinton and Salakhutdinov 2006; Bengio, Lamblin, Popovici and Larochelle 2007; Erhan et al. 2010")
{
    private const int Labels = 100, Unlabelled = 2000;

    /// <summary>How the autoencoders are trained.</summary>
    public Pretraining Pretraining { get; init; } = new(Epochs: 15, new Batching(50), new Adam(0.003));

    /// <summary>The rates that momentum may take.</summary>
    private static readonly ImmutableArray<IOptimizer> Momenta = [.. new[] { 0.03, 0.1, 0.3, 1 }.Select(rate => new Momentum(rate, 0.9))];

    /// <summary>The rates that Adam may take.</summary>
    private static readonly ImmutableArray<IOptimizer> Adams = [.. new[] { 0.001, 0.003, 0.01, 0.03 }.Select(rate => new Adam(rate))];

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(5, Compared);
        var (momentum, adam) = (runs.Select(run => run.ByMomentum), runs.Select(run => run.ByAdam));
        return new(
        [
            Helped("pre-training.helps-momentum", "Where labels are few, a deep sigmoid net trained by momentum errs less when it is pre-trained without labels than when it begins at random.", momentum),
            Helped("pre-training.helps-adam", "The same net trained by Adam errs less when it is pre-trained, too.", adam),
        ],
        [
            Plot.Bars("Error with 100 labels", "Begun at random and trained by momentum, the net errs most; pre-trained, it errs least; Adam brings the random start near the pre-trained one.", new PlotAxis("error", Percent: true),
                PlotBar.Of("random, momentum", momentum.Select(one => one.Random)), PlotBar.Of("pre-trained, momentum", momentum.Select(one => one.Pretrained)),
                PlotBar.Of("random, Adam", adam.Select(one => one.Random)), PlotBar.Of("pre-trained, Adam", adam.Select(one => one.Pretrained))),
        ]);
    }

    private readonly record struct Errors(double Random, double Pretrained);

    private readonly record struct Comparison(Errors ByMomentum, Errors ByAdam);

    private static Claim Helped(string name, string statement, IEnumerable<Errors> errors)
    {
        var (random, pretrained) = (errors.Select(one => one.Random), errors.Select(one => one.Pretrained));
        return Claim.Of(name, statement, Seeds.Less(pretrained, random),
            $"error on digits with {Labels} labels: pre-trained on {Unlabelled} digits without labels {Seeds.PercentOf(pretrained)}, begun at random {Seeds.PercentOf(random)}", ("pre-trained", pretrained.Average()), ("random", random.Average()));
    }

    private Comparison Compared(RandomKey key)
    {
        var network = Networks.Mlp([14 * 14], [64, 64, 64, 10], new Sigmoid(), initializer: new Xavier());
        var (labelled, held, test) = (Digits(Labels, key.Fold("labelled")), Digits(200, key.Fold("held back")), Digits(1000, key.Fold("test")));
        var random = network.Initialize<float>(key.Fold("initialize"));
        var pretrained = Pretraining.Greedy(network, Digits(Unlabelled, key.Fold("unlabelled")), key, Seeds.Alone).Parameters;
        return new(new(Error(Momenta, random), Error(Momenta, pretrained)), new(Error(Adams, random), Error(Adams, pretrained)));

        double Error(IEnumerable<IOptimizer> optimizers, Parameters<float> θ)
        {
            var best = optimizers.Select(optimizer => new Trainer<float>(network, new SoftmaxCrossEntropy(), optimizer).With(compute: Seeds.Alone))
                .Select(trainer => (trainer, trainer.Fit(trainer.Start(θ, null, key), labelled, new FitPlan(100, new Batching(20))).Model))
                .MaxBy(run => run.trainer.Evaluate(run.Model, held).Accuracy);
            return 1 - best.trainer.Evaluate(best.Model, test).Accuracy!.Value;
        }
    }

    /// <summary>Digits of 14×14.</summary>
    private static Dataset<float> Digits(int count, RandomKey key)
    {
        var halving = Model<float>.Initialize(new([1, 28, 28], new AvgPool2D(2), new Flatten()), key);
        return SyntheticData.Digits<float>(count, key).MapInputs(images => halving.Predict(images, null, Seeds.Alone), halving.Network.Output).InMemory();
    }
}
