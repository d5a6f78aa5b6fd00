namespace Functional.NN.Course;

/// <summary>A neuron with a step and one with a sigmoid, y = φ(w·x + b), on AND by descent on ½(y − t)².</summary>
/// <remarks>∂J/∂w = (y − t)·φ′(w·x + b)·x, and the step has φ′ = 0 wherever it has a derivative: J is a staircase whose gradient says nothing. The sigmoid has φ′ = φ(1 − φ) &gt; 0 everywhere.</remarks>
public sealed record Neurons() : Sample("neuron", "A step has no slope to go down, a sigmoid has", "McCulloch and Pitts 1943; Rumelhart, Hinton and Williams 1986")
{
    private const int Draws = 200, Starts = 5, Steps = 1000;

    /// <summary>The threshold unit.</summary>
    public ILayer Threshold { get; init; } = new Step();

    /// <summary>The unit that can be learned by descent.</summary>
    public ILayer Smooth { get; init; } = new Sigmoid();

    /// <inheritdoc/>
    public override Findings Show()
    {
        int flat = Flat(Threshold), slanted = Draws - Flat(Smooth);
        var step = Seeds.Of(Starts, key => Learned(Threshold, key));
        var sigmoid = Seeds.Of(Starts, key => Learned(Smooth, key));
        return new(
        [
            Claim.Of("neuron.step-has-no-gradient", "The loss of a neuron with a step has the gradient zero almost everywhere, that of a sigmoid neuron nowhere.", flat == Draws && slanted == Draws,
                $"of {Draws} random weights: gradient exactly 0 at {flat} with the step, not 0 at {slanted} with the sigmoid", ("flat with the step", flat), ("slanted with the sigmoid", slanted)),
            Claim.Of("neuron.descent-needs-a-slope", "Gradient descent teaches AND to a sigmoid neuron and does not move one with a step.", step.All(run => run.Moved == 0) && sigmoid.All(run => run.Right == 4),
                $"after {Steps} steps from {Starts} starts: the sigmoid has {sigmoid.Min(run => run.Right)} of 4 samples right from the worst of them, its weights moved by {Written.Short(sigmoid.Average(run => run.Moved))}; step moved by {step.Max(run => run.Moved)}",
                ("right with the sigmoid, least", sigmoid.Min(run => run.Right)), ("moved with the step, most", step.Max(run => run.Moved))),
        ],
        [
            Plot.Lines("The loss of a neuron on AND", "With the step a staircase, with the sigmoid a smooth valley.", "b, with w = (2, 2)", "J",
                Curve.Of("step", Along(Threshold)), Curve.Of("sigmoid", Along(Smooth))),
        ]);
    }

    private static Batch<double> And => new(SyntheticData.Xor<double>().All().Inputs, Tensor.Of(Shape.Of(4, 1), 0.0, 0, 0, 1));

    private static Trainer<double> Trainer(ILayer neuron) => new Trainer<double>(new Network([2], new Dense(1, Initializer: new NormalValues(1)), neuron), new HalfSquaredError(), new Sgd(2)).With(compute: Seeds.Alone);

    private static Model<double> At(Trainer<double> trainer, params double[] θ) => new(trainer.Network, new Parameters<double>(trainer.Network.Layout, Tensor.Vector(θ)));

    /// <summary>At how many random weights the gradient is exactly zero.</summary>
    private static int Flat(ILayer neuron)
    {
        var trainer = Trainer(neuron);
        return Enumerable.Range(0, Draws).Count(i => trainer.Gradient(At(trainer, RandomKey.FromSeed(1).Fold(i).Normal<double>(Shape.Of(3), 0, 2).ToArray()), And).Gradient.Norm == 0);
    }

    /// <summary>How far descent moved the weights, and how many of the four samples it has right.</summary>
    private static (double Moved, int Right) Learned(ILayer neuron, RandomKey key)
    {
        var trainer = Trainer(neuron);
        var start = trainer.Initialize(key);
        var end = trainer.Run(start, Enumerable.Repeat(And, Steps)).Last().State;
        var y = end.Model.Predict(And.Inputs);
        return ((end.Parameters - start.Parameters).Norm, Enumerable.Range(0, 4).Count(i => y[i, 0] > 0.5 == And.Targets[i, 0] > 0.5));
    }

    private static IEnumerable<(double B, double Loss)> Along(ILayer neuron)
    {
        var trainer = Trainer(neuron);
        return Enumerable.Range(0, 301).Select(i => -5 + i / 50.0).Select(b => (b, trainer.Evaluate(At(trainer, 2, 2, b), And).Loss));
    }
}
