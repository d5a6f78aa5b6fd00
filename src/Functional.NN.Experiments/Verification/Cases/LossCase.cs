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

    public Tensor<double> Predictions(int samples) => new Model<double>(new Network(Prediction, Output), new Network(Prediction, Output).Initialize<double>(Key)).Predict(Key.Fold("predictions").Normal<double>(Prediction.Prepend(samples)));

    public Tensor<double> TargetsOf(int samples) => Targets(Key.Fold("targets"), samples);

    public override string ToString() => $"{Loss} of {Prediction} against {TargetsOf(1).Shape.Sample}";
}
