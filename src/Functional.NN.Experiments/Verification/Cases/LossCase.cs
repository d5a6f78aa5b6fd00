using System.Collections.Immutable;

namespace Functional.NN.Experiments.Verification;

/// <summary>A loss with predictions and targets that suit it, for the laws that every loss of the catalogue obeys.</summary>
/// <param name="Loss">the loss</param>
/// <param name="Prediction">the shape of one sample's prediction</param>
/// <param name="Targets">draws so many samples' targets</param>
internal sealed record LossCase(ILoss Loss, Shape Prediction, Func<RandomKey, int, Tensor<double>> Targets)
{
    /// <summary>What makes a prediction of normal numbers, such as a softmax where probabilities are wanted.</summary>
    public ILayer Output { get; init; } = new Identity();

    /// <summary>What predictions and targets follow from.</summary>
    public RandomKey Key { get; init; } = RandomKey.FromSeed(7).Fold("losses");

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

    /// <summary>How targets are drawn for predictions of another shape; none where there is but one shape.</summary>
    public Func<Shape, Func<RandomKey, int, Tensor<double>>>? TargetsFor { get; init; }

    /// <summary>How many samples a batch of the gradient checks has.</summary>
    public int Samples { get; init; } = 4;

    /// <summary>Its gradient.</summary>
    public GradientCase Gradient => GradientCase.Loss(Loss, Predictions(Samples), TargetsOf(Samples));

    /// <summary>The loss of other predictions, and of more or fewer of them: every axis longer or shorter, where the loss takes that.</summary>
    public LossCase Another(RandomKey key)
    {
        var other = this with { Key = key, Samples = 1 + GeneratedShapes.Below(key, Samples, Samples + 2) };
        if (TargetsFor is not { } targets) return other;
        return GeneratedShapes.Like(Prediction, key).Select(shape => other with { Prediction = shape, Targets = targets(shape) }).FirstOrDefault(c => c.IsTaken()) ?? other;
    }

    public Tensor<double> TargetsOf(int samples) => Targets(Key.Fold("targets"), samples);

    public override string ToString() => $"{Loss} of {Prediction} against {TargetsOf(1).Shape.Sample}";

    /// <summary>Whether the loss takes such predictions.</summary>
    private bool IsTaken()
    {
        try
        {
            Loss.Terms(Var.Of(Predictions(Samples)), Var.Of(TargetsOf(Samples)));
            return true;
        }
        catch (NNException)
        {
            return false;
        }
    }
}
