namespace Functional.NN.Course;

/// <summary>A trained model and how it does; errors are shares of wrong answers, losses cross-entropies without penalties.</summary>
/// <param name="Model">the model</param>
/// <param name="TrainingError">on the samples it learned, with their wrong labels</param>
/// <param name="ValidationLoss">on the samples by which constants are chosen</param>
/// <param name="TestError">on the samples that decide</param>
/// <param name="TestLoss">on the same</param>
public sealed record Trained(Model<float> Model, double TrainingError, double ValidationLoss, double TestError, double TestLoss)
{
    /// <summary>A model and how it does.</summary>
    public static Trained Of(Model<float> model, Dataset<float> training)
    {
        var test = On(model, FewDigits.Test);
        return new(model, Error(model, training), On(model, FewDigits.Validation).Loss, 1 - test.Accuracy!.Value, test.Loss);
    }

    /// <summary>The share of wrong answers.</summary>
    public static double Error(Model<float> model, Dataset<float> data) => 1 - On(model, data).Accuracy!.Value;

    /// <summary>Cross-entropy and accuracy.</summary>
    public static Metrics On(Model<float> model, Dataset<float> data) => new Trainer<float>(model.Network, new SoftmaxCrossEntropy(), new Sgd(1)).With(compute: Seeds.Alone).Evaluate(model, data);
}
