using System.Numerics;
using static Functional.NN.Properties.Mutants.Forged;

namespace Functional.NN.Properties.Mutants;

/// <summary>A check of a gradient at a point that is drawn, by options.</summary>
internal delegate GradientReport GradientChecked(RandomKey key, GradientCheckOptions options);

/// <summary>Wrong gradients that the checker itself must call wrong, by each of its methods.</summary>
internal static class GradientMutants
{
    private const int Size = 5, Tests = 8;

    private static readonly GradientCheckOptions Central = GradientCheckOptions.Default, Richardson = new(GradientMethod.Richardson), Forward = new(GradientMethod.ForwardMode), Adjoint = new(GradientMethod.Adjoint),
        Directions = new(coordinates: GradientCoordinates.Directions(8)), SecondOrder = new(order: 2);

    public static IEnumerable<Mutant> All =>
    [
        .. On("hand-written gradient", Central, ByHand(g => g),
            ("a thousandth more in one coordinate", ByHand(g => Changed(g, 0, x => 1.001 * x))), ("another sign in the last coordinate", ByHand(g => Changed(g, Size - 1, x => -x))),
            ("a coordinate for its neighbour's", ByHand(g => [.. g.Skip(1), g[0]])), ("a NaN in one coordinate", ByHand(g => Changed(g, 2, _ => double.NaN))), ("a constant more in one coordinate", ByHand(g => Changed(g, 3, x => x + 0.01)))),
        .. On("hand-written gradient", Richardson, ByHand(g => g), ("a thousandth more in one coordinate", ByHand(g => Changed(g, 0, x => 1.001 * x))), ("a hundred-thousandth more in one coordinate", ByHand(g => Changed(g, 0, x => 1.00001 * x)))),
        .. On("hand-written gradient", Directions, ByHand(g => g), ("a thousandth more in one coordinate", ByHand(g => Changed(g, 0, x => 1.001 * x))), ("half of everything", ByHand(g => [.. g.Select(x => x / 2)]))),
        .. On("hand-written gradient of a complex function", Central, Complexly(g => g), ("a thousandth more in one coordinate", Complexly(g => Changed(g, 0, x => 1.001 * x))), ("a thousand-millionth more in one coordinate", Complexly(g => Changed(g, 0, x => (1 + 1e-9) * x)))),
        .. On("hand-written pullback", Adjoint, Linearly(1), ("a thousandth more by one number of the matrix", Linearly(1.001))),
        .. On("hand-written pullback", Central, Linearly(1), ("a thousandth more by one number of the matrix", Linearly(1.001))),
        .. On("function of variables", Forward, Of(x => Var.Sin(x)), ("the pullback alone has another sign", Of(x => Rule(x, AlteredRule.PullFirst(b => -b.Right[0]!)))), ("the tangent alone is a thousandth less", Of(x => Rule(x, AlteredRule.Push(a => 0.999 * a.Right!))))),
        .. On("function of variables", Adjoint, Of(x => Var.Sin(x)), ("the pullback alone is a thousandth less", Of(x => Rule(x, AlteredRule.PullFirst(b => 0.999 * b.Right[0]!)))), ("the tangent alone is a thousandth less", Of(x => Rule(x, AlteredRule.Push(a => 0.999 * a.Right!))))),
        .. On("function of variables", Central, Of(x => Var.Sin(x)), ("tangent and pullback are wrong alike", Of(x => Rule(x, AlteredRule.Derivative((z, _) => 0.999 * Var.Cos(z))))), ("a step has a slope", Of(x => Instead(Var.Step(x), 0.01 * x)))),
        .. On("function of variables", SecondOrder, Of(x => Var.Sin(x)), ("the derivative has no derivative", Of(x => Rule(x, AlteredRule.PullFirst(b => b.Ȳ * Var.StopGradient(Var.Cos(b.X[0])))))), ("the derivative's derivative is a thousandth less", Of(x => Rule(x, AlteredRule.PullFirst(b => b.Ȳ * Times(0.999, Var.Cos(b.X[0]))))))),
        .. On("network", Central, With(x => x), ("a layer passes a thousandth more back at one place", With(FirstPlaceThousandthMore)), ("a layer passes nothing back", With(Var.StopGradient))),
        .. On("network", Richardson, With(x => x), ("a layer passes 0.999 back", With(x => Times(0.999, x)))),
        .. On("network", Directions, With(x => x), ("a layer passes 0.999 back", With(x => Times(0.999, x)))),
        .. Mutant.Of("gradient", NamedCheck<ILayer>.Over(NetworkCases.Plain, WithOneLayerMore, 30, $"{nameof(GradientCheck)}.{nameof(GradientCheck.Network)} of random networks"), new Identity(),
            ("random networks: a layer has another sign on the way back", Layer.From("forged", x => Instead(x, -x))), ("random networks: a layer passes 0.999 back", Layer.From("forged", x => Times(0.999, x))),
            ("random networks: a layer passes nothing back", Layer.From("forged", Var.StopGradient)), ("random networks: a layer passes back what is positive", Layer.From("forged", x => Var.Apply(AlteredRule.PullFirst(b => Var.Relu(b.Ȳ))(new Primitives.Identity()), x)))),
        .. On("training step", Central, Training(x => x), ("a layer passes 0.999 back", Training(x => Times(0.999, x)))),
    ];

    private static IEnumerable<Mutant> On(string what, GradientCheckOptions options, GradientChecked right, params (string Name, GradientChecked Wrong)[] mutants)
    {
        string method = options switch { { Order: 2 } => "SecondOrder", { Coordinates: var coordinates } when coordinates != GradientCoordinates.All => "Directions", _ => options.Method.ToString() };
        return Mutant.Of("gradient", NamedCheck<GradientChecked>.OfKeys((check, key) => NotWrong(check(key, options)), Tests, $"{nameof(GradientCheck)} by {method}"), right, mutants.Select(m => ($"{what}, by {method}: {m.Name}", m.Wrong)));
    }

    /// <summary>A report that calls something wrong is a refusal; one that could not be made is neither.</summary>
    private static void NotWrong(GradientReport report)
    {
        Assert.True(report.Verdict != GradientVerdict.Wrong, report.ToString());
        if (!report.IsRight) throw new InvalidOperationException(report.ToString());
    }

    /// <summary>A random network with a layer more before its last.</summary>
    private static void WithOneLayerMore(ILayer layer, NetworkCase c)
    {
        var network = new Network(c.Input, c.Layers.Insert(c.Layers.Length - 1, layer));
        NotWrong(GradientCheck.Network(network, c.Loss, network.Initialize<double>(c.Key), c.Batch, c.Key, c.Training));
    }

    /// <summary>Σ sin(xᵢ)·xᵢ₊₁, round in a circle.</summary>
    private static GradientChecked ByHand(Func<double[], double[]> change) => (key, options) =>
        GradientCheck.Function(x => x.Select((v, i) => Math.Sin(v) * x[(i + 1) % Size]).Sum(), x => change(GradientByHand(x)), Point(key), options);

    private static GradientChecked Complexly(Func<double[], double[]> change) => (key, options) =>
        GradientCheck.ComplexStep(x => x.Select((v, i) => Complex.Sin(v) * x[(i + 1) % Size]).Aggregate(Complex.Add), x => change(GradientByHand(x)), Point(key), options);

    private static double[] GradientByHand(double[] x) => [.. x.Select((v, i) => Math.Cos(v) * x[(i + 1) % Size] + Math.Sin(x[(i + Size - 1) % Size]))];

    /// <summary>A·x with its transpose and itself, one number of the transpose times a factor.</summary>
    private static GradientChecked Linearly(double factor) => (key, options) =>
    {
        var a = key.Fold("matrix").Normal<double>([3, Size]);
        double[] Applied(double[] x) => [.. Enumerable.Range(0, 3).Select(i => Enumerable.Range(0, Size).Sum(j => a[i, j] * x[j]))];
        double[] Pulled(double[] ȳ) => [.. Enumerable.Range(0, Size).Select(j => Enumerable.Range(0, 3).Sum(i => (i == 1 && j == 1 ? factor : 1) * a[i, j] * ȳ[i]))];
        return GradientCheck.Pullback(Applied, (_, ȳ) => Pulled(ȳ), Point(key), (_, v) => Applied(v), options);
    };

    private static GradientChecked Of(Func<Var, Var> f) => (key, options) => GradientCheck.Function(f, key.Normal<double>([2, 3]), options);

    private static Var Rule(Var x, Func<Primitive, Primitive> change) => Var.Apply(change(new Primitives.Sin()), x);

    /// <summary>Two dense layers with something between them.</summary>
    private static Network Between(Func<Var, Var> between) => new([3], new Dense(4), new Tanh(), Layer.From("between", between), new Dense(2));

    private static Batch<double> Batch(RandomKey key) => new(key.Fold("inputs").Normal<double>([4, 3]), key.Fold("targets").Normal<double>([4, 2]));

    private static GradientChecked With(Func<Var, Var> between) => (key, options) =>
        GradientCheck.Network(Between(between), new MeanSquaredError(), Between(between).Initialize<double>(key), Batch(key), key, options: options);

    private static GradientChecked Training(Func<Var, Var> between) => (key, options) =>
    {
        var network = Between(between);
        return GradientCheck.Trainer(new Trainer<double>(network, new MeanSquaredError(), new Sgd(1)), new Model<double>(network, network.Initialize<double>(key)), Batch(key), key, options);
    };

    private static double[] Point(RandomKey key) => key.Fold("point").Normal<double>([Size]).ToArray();

    private static double[] Changed(double[] numbers, int place, Func<double, double> change) => [.. numbers.Select((number, i) => i == place ? change(number) : number)];
}
