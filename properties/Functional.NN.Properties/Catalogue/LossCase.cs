using System.Collections.Immutable;

namespace Functional.NN.Properties.Catalogue;

/// <summary>A loss with predictions and targets that suit it, for the laws that every loss of the catalogue obeys.</summary>
/// <param name="Loss">the loss</param>
/// <param name="Prediction">the shape of one sample's prediction</param>
/// <param name="Targets">draws so many samples' targets</param>
internal sealed record LossCase(ILoss Loss, Shape Prediction, Func<RandomKey, int, Tensor<double>> Targets)
{
    private static readonly RandomKey Key = RandomKey.FromSeed(7).Fold("losses");

    /// <summary>What makes a prediction of normal numbers, such as a softmax where probabilities are wanted.</summary>
    public ILayer Output { get; init; } = new Identity();

    /// <summary>Every term of the mean counts one, whatever its target.</summary>
    public bool CountsAlike => Loss.Terms(Var.Of(Predictions(2)), Var.Of(TargetsOf(2))).Counts is null;

    /// <summary>Layers, and those behind them that make predictions for the loss of what they give.</summary>
    public ImmutableArray<ILayer> Under(Shape input, ImmutableArray<ILayer> layers)
    {
        var all = layers.ToBuilder();
        if (new Network(input, layers).Output.Rank != 1) all.Add(new Flatten());
        all.Add(new Dense(Prediction.Size));
        if (Prediction.Rank != 1) all.Add(new Reshape(Prediction));
        if (Output is not Identity) all.Add(Output);
        return all.ToImmutable();
    }

    public Tensor<double> Predictions(int samples) => new Model<double>(new Network(Prediction, Output), new Network(Prediction, Output).Initialize<double>(Key)).Predict(Key.Fold("predictions").Normal<double>(Prediction.Prepend(samples)));

    public Tensor<double> TargetsOf(int samples) => Targets(Key.Fold("targets"), samples);

    /// <summary>A small network trained with it.</summary>
    public PlannedRun Run(Tensor<double>? weights = null) => new(new Network([3], new Dense(Prediction.Size), new Reshape(Prediction), Output), Objective.Supervised(Loss), new Sgd(0.01),
        Key.Fold("inputs").Normal<double>([PlannedRun.Count, 3]), TargetsOf(PlannedRun.Count), Weights: weights);

    public override string ToString() => $"{Loss} of {Prediction} against {TargetsOf(1).Shape.Sample}";
}
