using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>Ten hidden layers of sigmoid units against ten of ReLU: the gradient that reaches each layer at the start, and what they learn.</summary>
/// <remarks>
/// Back-propagation multiplies by Wᵀ and σ′ ≤ ¼ in every layer. Each net has the initial weights made for it, Glorot's and He's; each learns two moons by plain descent at the best of six rates, chosen by the
/// error on samples held back, and is measured on others. "Learns" is a mean error below 10 %, "does not" one above 40 %, where guessing has 50 %. Five seeds.
/// </remarks>
public sealed record Vanishing() : Sample("vanishing", "Ten sigmoid layers and ten of ReLU", "Hochreiter 1991; Glorot and Bengio 2010; Glorot, Bordes and Bengio 2011; Nielsen 2015, chapter 5")
{
    private const int Depth = 10, Width = 32, Epochs = 40;

    private static readonly ImmutableArray<double> Rates = [0.01, 0.03, 0.1, 0.3, 1, 3];

    /// <summary>The activation that saturates.</summary>
    public Activation Saturating { get; init; } = new Sigmoid();

    /// <summary>The activation that does not.</summary>
    public Activation Rectifying { get; init; } = new Relu();

    /// <inheritdoc/>
    public override Findings Show()
    {
        Network sigmoid = Deep(Saturating, new Xavier()), relu = Deep(Rectifying, new He());
        var (sigmoidNorms, reluNorms) = (Norms(sigmoid), Norms(relu));
        double sigmoidPart = sigmoidNorms[0] / sigmoidNorms[^1], reluPart = reluNorms[0] / reluNorms[^1];
        var (sigmoidRuns, reluRuns) = (Seeds.Of(5, key => Learned(sigmoid, key)), Seeds.Of(5, key => Learned(relu, key)));
        return new(
        [
            Claim.Of("vanishing.sigmoid-vanishes", "At the start, the gradient vanishes through ten sigmoid layers; through ten layers of ReLU it does not.", sigmoidPart < 1e-4 && reluPart > 1e-2,
                $"norm of the gradient of the first layer / of the last hidden one, at the start: sigmoid {Written.Short(sigmoidPart)}, ReLU {Written.Short(reluPart)}", ("sigmoid", sigmoidPart), ("ReLU", reluPart)),
            Claim.Of("vanishing.relu-learns", "Ten layers of ReLU learn what ten of sigmoid units do not, each at its best rate.", Verdicts.All(Seeds.Less(reluRuns, sigmoidRuns), Verdicts.When(reluRuns.Average() < 0.1 && sigmoidRuns.Average() > 0.4)),
                $"error on two moons after {Epochs} epochs: ReLU {Seeds.PercentOf(reluRuns)}, sigmoid {Seeds.PercentOf(sigmoidRuns)} (guessing: 50 %)", ("ReLU", reluRuns.Average()), ("sigmoid", sigmoidRuns.Average())),
        ],
        [
            Plot.Lines("The gradient at the start, layer by layer", "On a logarithmic axis the gradient of the sigmoid net falls in a straight line towards the input; that of the ReLU net is level.", "hidden layer", new PlotAxis("‖∂J/∂(W, b)‖", Logarithmic: true),
                Curve.Of("sigmoid", sigmoidNorms.Select((norm, i) => (i + 1.0, norm))), Curve.Of("ReLU", reluNorms.Select((norm, i) => (i + 1.0, norm)))),
            Plot.Bars("What they learn", "The ReLU net's error is near nothing; the sigmoid net guesses.", new PlotAxis("error", Percent: true), PlotBar.Of("sigmoid", sigmoidRuns), PlotBar.Of("ReLU", reluRuns)),
        ]);
    }

    private static Network Deep(Activation activation, IInitializer initializer) => Networks.Mlp([2], [.. Enumerable.Repeat(Width, Depth), 2], activation, initializer: initializer);

    /// <summary>The norm of the gradient of each hidden layer at the start, over five draws.</summary>
    private static ImmutableArray<double> Norms(Network network)
    {
        var draws = Seeds.Of(5, key =>
        {
            var trainer = Descent(network, 0.1f);
            var gradient = trainer.Gradient(trainer.Initialize(key).Model, Moons(200, key.Fold("train")).All()).Gradient;
            return GradientNorms.OfLayers(gradient).Take(Depth).Select(layer => layer.Value).ToArray();
        });
        return [.. Enumerable.Range(0, Depth).Select(layer => draws.Average(draw => draw[layer]))];
    }

    /// <summary>The error on new samples of the net that the best rate gave.</summary>
    private static double Learned(Network network, RandomKey key)
    {
        var (training, held, test) = (Moons(200, key.Fold("train")), Moons(200, key.Fold("held back")), Moons(500, key.Fold("test")));
        var best = Rates.Select(rate => Descent(network, rate)).Select(trainer => (trainer, trainer.Fit(trainer.Initialize(key), training, new FitPlan(Epochs, new Batching(10))).Model))
            .MaxBy(run => run.trainer.Evaluate(run.Model, held).Accuracy);
        return 1 - best.trainer.Evaluate(best.Model, test).Accuracy!.Value;
    }

    private static Dataset<float> Moons(int count, RandomKey key) => SyntheticData.TwoMoons<float>(count, key);

    private static Trainer<float> Descent(Network network, double rate) => new Trainer<float>(network, new SoftmaxCrossEntropy(), new Sgd(rate)).With(compute: Seeds.Alone);
}
