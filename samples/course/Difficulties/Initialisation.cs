using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>How large the activations of ten layers of a hundred units are under initial weights that are too small, too large, Glorot's and He's, and why weights must differ.</summary>
/// <remarks>
/// With independent weights of variance s² and n inputs, a layer's sums have the variance n·s²·E[h²]. A ReLU halves the mean square, so E[h²] is multiplied by ½n·s² in each layer: s² = 2/n (He) keeps it,
/// Glorot's 1/n halves it. tanh is the identity near zero: n·s² = 1 (Glorot) keeps it as well as it can be kept.
/// Inputs are 500 samples of independent normal numbers; five draws of the weights.
/// </remarks>
public sealed record Initialisation() : Sample("initialisation", "Weights that begin too small, too large, by Glorot, by He, and all alike", "Glorot and Bengio 2010; He, Zhang, Ren and Sun 2015; Goodfellow et al. 2016, section 8.4")
{
    private const int Depth = 10, Units = 100, Samples = 500;

    /// <summary>The initial weights for ReLU.</summary>
    public IInitializer ForRelu { get; init; } = new He();

    /// <summary>The initial weights for tanh.</summary>
    public IInitializer ForTanh { get; init; } = new Xavier();

    /// <summary>Weights that are all alike.</summary>
    public IInitializer Alike { get; init; } = new ConstantValue(0.1);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var (he, glorot, small, large) = (OfSeeds(new Relu(), ForRelu), OfSeeds(new Relu(), ForTanh), OfSeeds(new Relu(), new NormalValues(0.01)), OfSeeds(new Relu(), new NormalValues(1)));
        double kept = Change(he), halved = Change(glorot), vanished = Change(small), grown = Change(large);
        double flat = Flat(new NormalValues(1)), open = Flat(ForTanh), apart = Apart(Alike), drawn = Apart(ForTanh);
        return new(
        [
            Claim.Of("initialisation.he-keeps-the-scale", "Weights of variance 2/n keep the mean square of ReLU activations through the layers; Glorot's halve it in each.", kept is > 0.5 and < 2 && Near(halved, 0.5),
                $"mean square of layer 10 / layer 1: He {Written.Short(kept)} (expected 1), Glorot {Written.Short(halved)} (expected 2⁻⁹ = 0.00195)", ("He", kept), ("Glorot", halved)),
            Claim.Of("initialisation.too-small-vanishes-too-large-explodes", "Weights that begin too small let the signal of a deep net vanish, and too large ones let it explode, by the same factor in every layer.",
                Near(vanished, 0.005) && Near(grown, 50), $"mean square of layer 10 / layer 1: {Written.Short(vanished)} with s = 0.01 (expected 0.005⁹ = 2.0×10⁻²¹), {Written.Short(grown)} with s = 1 (expected 50⁹ = 2.0×10¹⁵)", ("s = 0.01", vanished), ("s = 1", grown)),
            Claim.Of("initialisation.large-saturates-tanh", "Too large weights drive tanh units into saturation, where their slope is next to nothing; Glorot's do not.", flat > 0.5 && open < 0.05,
                $"units with |h| > 0.9 in layer 10: {Written.Percent(flat)} with s = 1, {Written.Percent(open)} with Glorot's weights", ("s = 1", flat), ("Glorot", open)),
            Claim.Of("initialisation.alike-stay-alike", "Hidden units that begin with the same weights get the same gradient and never differ; random weights break the symmetry.", apart == 0 && drawn > 0,
                $"largest difference between the weights of two hidden units after 100 steps: {apart} from equal weights, {Written.Short(drawn)} from random ones", ("equal", apart), ("random", drawn)),
        ],
        [
            Plot.Lines("Activations of a ReLU net", "He's weights keep the mean square level; Glorot's fall slowly, those with s = 0.01 steeply, and with s = 1 it grows.", "layer", new PlotAxis("mean square", Logarithmic: true),
                Layers("He", he), Layers("Glorot", glorot), Layers("s = 0.01", small), Layers("s = 1", large)),
            OfTanh,
        ]);
    }

    private PictureExhibit OfTanh => Plot.Lines("Activations of a tanh net", "Glorot's weights let the mean square fall slowly; with s = 0.01 it vanishes, and with s = 1 it stands at saturation.", "layer", new PlotAxis("mean square", Logarithmic: true),
        Layers("Glorot", OfSeeds(new Tanh(), ForTanh)), Layers("s = 0.01", OfSeeds(new Tanh(), new NormalValues(0.01))), Layers("s = 1", OfSeeds(new Tanh(), new NormalValues(1))));

    private static Curve Layers(string label, ImmutableArray<double> squares) => Curve.Of(label, squares.Select((square, i) => (i + 1.0, square)));

    private static double Change(ImmutableArray<double> squares) => squares[^1] / squares[0];

    /// <summary>Whether nine factors of a size make up a change, within a factor of 4.</summary>
    private static bool Near(double change, double factor) => change / Powers.Of(factor, Depth - 1) is > 0.25 and < 4;

    /// <summary>The mean square of each layer's activations, over five draws.</summary>
    private static ImmutableArray<double> OfSeeds(Activation activation, IInitializer initializer)
    {
        var draws = Seeds.Of(5, key => Activations(activation, initializer, key).Select(MeanSquare).ToArray());
        return [.. Enumerable.Range(0, Depth).Select(layer => draws.Average(draw => draw[layer]))];
    }

    /// <summary>The share of saturated units in layer 10 of a tanh net.</summary>
    private static double Flat(IInitializer initializer) => Seeds.Of(5, key => Saturation.Of(Deep(new Tanh(), initializer, key), new(Inputs(key), Inputs(key)))[^1].Share).Average();

    private static IEnumerable<Tensor<double>> Activations(Activation activation, IInitializer initializer, RandomKey key)
    {
        var trace = Deep(activation, initializer, key).Trace(Inputs(key));
        return Enumerable.Range(0, Depth).Select(layer => trace[Written.Of($"{2 * layer + 1}")]);
    }

    private static Model<double> Deep(Activation activation, IInitializer initializer, RandomKey key) =>
        Model<double>.Initialize(new([Units], Enumerable.Range(0, Depth).SelectMany(_ => new ILayer[] { new Dense(Units, Initializer: initializer), activation })), key);

    private static Tensor<double> Inputs(RandomKey key) => key.Fold("inputs").Normal<double>([Samples, Units]);

    private static double MeanSquare(Tensor<double> h) => (h * h).Mean().ToScalar();

    /// <summary>The largest difference between the incoming weights of two hidden units after training on two moons.</summary>
    private static double Apart(IInitializer initializer)
    {
        var key = RandomKey.FromSeed(1);
        var trainer = new Trainer<double>(Networks.Mlp([2], [8, 2], new Tanh(), initializer: initializer), new SoftmaxCrossEntropy(), new Sgd(0.5));
        var all = SyntheticData.TwoMoons<double>(100, key.Fold("data")).All();
        var weight = trainer.Run(trainer.Initialize(key), Enumerable.Repeat(all, 100)).Last().State.Parameters["dense1.weight"];
        return (weight - weight.Slice(1, 0, 1)).Abs().Reshape(-1).Max(0).ToScalar();
    }
}
