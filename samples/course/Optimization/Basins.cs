using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>J = ¼x⁴ − ½x² + x/5 + 2(y − ½x²)²: two basins in a bent valley, the better one on the left. Descent ends in the basin it starts in; several starts help; and the gradient knows nothing of the global minimum.</summary>
/// <remarks>
/// Starts are uniform in [−2, 2]², all at once as one θ of shape 2 × starts, which gradient descent treats number by number. If a start ends in the worse basin with the probability p, the best of k independent ones does with pᵏ.
/// The angle between −∇J and the way to the minimum is below 90° everywhere on a convex J; on a bowl with curvatures 1 and κ its cosine goes down to 2√κ/(1 + κ), by Kantorovich's inequality.
/// </remarks>
public sealed record Basins() : Sample("basins", "Two basins: where descent ends, and where its gradient points", "Goodfellow et al. 2016, sections 8.2.2 and 8.2.7")
{
    private const int Starts = 4000, Most = 2000;

    private static readonly ImmutableArray<int> Groups = [1, 2, 4, 8];

    private static readonly ImmutableArray<(double X, double Y)> Shown = [(-1.8, 0.5), (-0.3, 2), (0.1, -1), (0.5, 2.2), (1.8, 0.8)];

    /// <summary>How descent goes.</summary>
    public IMinimizer Descent { get; init; } = new Sgd(0.04);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var ends = Minimize.Steps(Objective, RandomKey.FromSeed(1).Uniform<double>(Shape.Of(2 * Starts), -2, 2), Descent).ElementAt(Most - 1).Parameters;
        double steepest = Objective.ValueAndGradient(ends).Gradient.Vector.Abs().Max(0).ToScalar();
        bool[] worse = [.. ends.Vector.ToArray().Take(Starts).Select(x => x > 0)];
        double p = Share(worse);
        var best = Groups.Select(k => (Count: k, Missed: Share([.. worse.Chunk(k).Select(group => group.All(end => end))]), Formula: Powers.Of(p, k))).ToImmutableArray();
        double[] here = Cosines(Objective, x: -1.0884, y: 0.5923), bowl = Cosines(Bowl, 0, 0);
        double least = 2 * Math.Sqrt(Condition) / (1 + Condition);
        return new(
        [
            Claim.Of("basins.descent-may-end-in-the-worse", "Where there are two basins, descent comes to rest in the one its start leads to, which may be the worse.", steepest < 1e-6 && p is > 0.05 and < 0.95,
                $"{Written.Percent(p)} of {Starts} starts end in the worse basin; nowhere is a number of the gradient above {Written.Short(steepest, 1)}", ("share in the worse basin", p), ("largest gradient", steepest)),
            Claim.Of("basins.several-starts", "If one start misses the better basin with the probability p, the best of k starts misses it with pᵏ.", best.Skip(1).All(of => Math.Abs(of.Missed - of.Formula) <= 4 * Math.Sqrt(of.Formula * of.Count / Starts)),
                $"share of groups of k that all end in the worse basin, and pᵏ: {string.Join("; ", best.Select(of => $"k = {Written.Short(of.Count)}: {Written.Percent(of.Missed)} and {Written.Percent(of.Formula)}"))}",
                best.Select(of => ($"missed by {Written.Short(of.Count)}", of.Missed))),
            Claim.Of("basins.the-gradient-is-local", "The full gradient does not point to the global minimum: −∇J may even point away from it.", Share([.. here.Select(cosine => cosine < 0)]) > 0.05,
                $"on a grid over [−2, 2]², −∇J points more than 90° away from the global minimum at {Written.Percent(Share([.. here.Select(cosine => cosine < 0)]))} of the points, and within 10° of it at {Written.Percent(Share([.. here.Select(cosine => cosine > Within10)]))}",
                ("share above 90°", Share([.. here.Select(cosine => cosine < 0)])), ("share within 10°", Share([.. here.Select(cosine => cosine > Within10)]))),
            Claim.Of("basins.on-a-bowl-it-is-never-uphill", "On a convex bowl −∇J is never more than 90° off the way to the minimum, but close to it if the bowl is narrow: its cosine goes down to 2√κ/(1 + κ).", bowl.Min() >= least - 1e-12 && bowl.Min() < 1.05 * least,
                $"condition number {Written.Short(Condition)}: smallest cosine on the grid {Written.Short(bowl.Min())}, by the formula {Written.Short(least)}; within 10° of the minimum's direction at {Written.Percent(Share([.. bowl.Select(cosine => cosine > Within10)]))} of the points",
                ("smallest cosine", bowl.Min()), ("formula", least)),
        ],
        [
            Plot.Surface("Five starts in a valley with two basins", "A bent valley with a lower basin on the left and a higher one on the right; the ways of descent go straight to the valley's floor and along it to the basin on their side.", new(-2, 2, -1.5, 2.5),
                (x, y) => 0.5 + Objective.Value(Parameters<double>.Of(Tensor.Vector(x, y))), new PlotAxis("J + ½", Logarithmic: true), "x", "y", Shown.Select((start, i) => Way($"from start {Written.Short(i + 1)}", start))),
            Plot.Bars("The best of k starts misses the better basin", "Two fifths of single starts, ever fewer of the best of two, four and eight.", new PlotAxis("groups of starts", Percent: true), best.Select(of => PlotBar.Of($"k = {Written.Short(of.Count)}", of.Missed))),
        ]);
    }

    private const double Condition = 100;

    /// <summary>cos 10°.</summary>
    private const double Within10 = 0.984807753012208;

    private Curve Way(string label, (double X, double Y) start) =>
        Curve.Of(label, Minimize.Steps(Objective, Tensor.Vector(start.X, start.Y), Descent).Take(300).Select(now => (now.Parameters.Vector[0], now.Parameters.Vector[1])).Prepend(start));

    /// <summary>The cosines between −∇J and the way to a point, on a grid.</summary>
    private static double[] Cosines(ObjectiveFunction<double> objective, double x, double y)
    {
        const int side = 100, points = side * side;
        var grid = Tensor.Generate(Shape.Of(2 * points), i => -2 + 4 * ((i < points ? i / side : i % side) + 0.5) / side);
        var way = (Tensor.Vector(x, y).Reshape(2, 1) - grid.Reshape(2, points)).Reshape(-1);
        var downhill = -objective.ValueAndGradient(Parameters<double>.Of(grid)).Gradient.Vector;
        return [.. (Along(way * downhill) / (Along(way * way) * Along(downhill * downhill)).Sqrt()).ToArray()];

        Tensor<double> Along(Tensor<double> products) => products.Reshape(2, points).Sum(0);
    }

    private static double Share(bool[] those) => those.Count(it => it) / (double)those.Length;

    private static ObjectiveFunction<double> Objective => ObjectiveFunction.Of<double>(θ =>
    {
        Var both = θ.Reshape(2, -1), x = both.At(0, 0), y = both.At(0, 1), square = Var.Square(x);
        return (0.25 * square * square - 0.5 * square + 0.2 * x + 2 * Var.Square(y - 0.5 * square)).Sum();
    });

    private static ObjectiveFunction<double> Bowl => ObjectiveFunction.Of<double>(θ => 0.5 * (Var.Constant(Tensor.Vector(1, Condition).Reshape(2, 1)) * Var.Square(θ.Reshape(2, -1))).Sum());
}
