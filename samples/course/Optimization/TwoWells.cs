using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>J(θ) = ¼θ⁴ − ½θ² + θ/5: two wells with a barrier between them, the lower one at θ ≈ −1.09. Descent goes to the bottom of the well it starts in; momentum may roll over the barrier, into the lower well or out of it.</summary>
/// <remarks>
/// Gradient descent and the heavy ball at the rate 0.02, from 401 starts between −2 and 2. All starts are numbers of one θ: neither method lets one number touch another, so they are 401 runs at once.
/// </remarks>
public sealed record TwoWells() : Sample("two-wells", "Two wells: momentum and the barrier between them", "Polyak 1964; Goodfellow et al. 2016, section 8.3.2")
{
    private const int Starts = 401, Most = 3000;
    private const double Rate = 0.02;

    private static readonly ImmutableArray<double> Coefficients = [0.5, 0.9, 0.95, 0.99];

    /// <summary>Momentum with a coefficient.</summary>
    public Func<double, IMinimizer> HeavyBall { get; init; } = η => new Momentum(Rate, η);

    /// <inheritdoc/>
    public override Findings Show()
    {
        bool[] descent = EndsLow(new Sgd(Rate));
        var balls = Coefficients.Select(η => (Name: $"momentum {Written.Short(η)}", Low: EndsLow(HeavyBall(η)))).ToImmutableArray();
        var (near, over) = (From(2, new Sgd(Rate)), From(2, HeavyBall(0.95)));
        int[] into = [.. balls.Select(ball => Changed(descent, ball.Low, from: false))], outOf = [.. balls.Select(ball => Changed(descent, ball.Low, from: true))];
        return new(
        [
            Claim.Of("two-wells.momentum-rolls-over", "Momentum can carry θ over a barrier into a lower well, where descent from the same start stays in the higher one.", near[^1] > 0 && over[^1] < 0,
                $"from θ = 2: descent ends at {Written.Short(near[^1])}, where J is {Written.Short(Value(near[^1]))}; momentum 0.95 at {Written.Short(over[^1])}, where J is {Written.Short(Value(over[^1]))}",
                ("descent ends at", near[^1]), ("momentum ends at", over[^1])),
            Claim.Of("two-wells.it-needs-speed", "It takes much momentum to cross: with little of it each start ends where descent would.", into[0] + outOf[0] == 0 && into[^1] > 0,
                $"starts of {Starts} that end in the other well than descent's: {string.Join(", ", balls.Select((ball, i) => $"{ball.Name}: {into[i] + outOf[i]}"))}", balls.Select((ball, i) => (ball.Name, (double)(into[i] + outOf[i])))),
            Claim.Of("two-wells.momentum-ends-lower-more-often", "Of many starts, more end in the lower well with much momentum than without.", balls.Skip(1).All(ball => ball.Low.Count(low => low) > descent.Count(low => low)),
                $"starts of {Starts} that end in the lower well: descent {descent.Count(low => low)}, {string.Join(", ", balls.Select(ball => $"{ball.Name}: {ball.Low.Count(low => low)}"))}",
                balls.Select(ball => (ball.Name, (double)ball.Low.Count(low => low))).Prepend(("descent", descent.Count(low => low)))),
            Claim.Of("two-wells.it-only-ever-helps", "Momentum never carries θ out of the lower well into the higher one.", outOf.All(count => count == 0),
                $"starts of {Starts} from which descent ends in the lower well and momentum in the higher: {string.Join(", ", balls.Select((ball, i) => $"{ball.Name}: {outOf[i]}"))}", balls.Select((ball, i) => (ball.Name, (double)outOf[i]))),
        ],
        [
            Plot.Lines("Two wells", "A curve with two wells: the left one lower, the right one higher, and a low barrier between them.", "θ", "J", Curve.Of("J", Enumerable.Range(-170, 341).Select(i => (i / 100.0, Value(i / 100.0))))),
            Plot.Lines("From θ = 2", "Descent comes to rest in the near well; momentum swings through it, over the barrier, and comes to rest in the far one.", "step", "θ", Curve.Of("descent", near.Take(400)), Curve.Of("momentum 0.95", over.Take(400))),
            Plot.Bars("Starts that end in the lower well", "A little more than half of the starts with descent, more with much momentum.", new PlotAxis("of 401 starts", Percent: true),
                balls.Select(ball => PlotBar.Of(ball.Name, Share(ball.Low))).Prepend(PlotBar.Of("descent", Share(descent)))),
        ]);
    }

    /// <summary>For each start whether the run ends in the lower well.</summary>
    private static bool[] EndsLow(IMinimizer method) =>
        [.. Minimize.Steps(Objective, Tensor.Generate(Shape.Of(Starts), i => -2 + 4.0 * i / (Starts - 1)), method).ElementAt(Most - 1).Parameters.Vector.ToArray().Select(θ => θ < 0)];

    private static double[] From(double start, IMinimizer method) => [.. Minimize.Steps(Objective, Tensor.Vector(start), method).Take(Most).Select(now => now.Parameters.Vector.ToScalar()).Prepend(start)];

    private static int Changed(bool[] descent, bool[] momentum, bool from) => descent.Zip(momentum).Count(ends => ends.First == from && ends.Second != from);

    private static double Share(bool[] low) => low.Count(ends => ends) / (double)Starts;

    private static double Value(double θ) => Objective.Value(Parameters<double>.Of(Tensor.Vector(θ)));

    private static ObjectiveFunction<double> Objective => ObjectiveFunction.Of<double>(θ => (0.25 * Var.Square(Var.Square(θ)) - 0.5 * Var.Square(θ) + 0.2 * θ).Sum());
}
