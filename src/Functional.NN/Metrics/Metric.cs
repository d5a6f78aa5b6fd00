namespace Functional.NN;

/// <summary>Metrics from losses and from functions.</summary>
public static class Metric
{
    /// <summary>A loss as something measured besides: <c>Metric.Of("mae", new MeanAbsoluteError())</c>.</summary>
    /// <param name="name">its name in tables and records</param>
    /// <param name="loss">the loss</param>
    public static IMetric Of(string name, ILoss loss) => new LossMetric(name, loss);

    /// <summary>A metric from a function that gives one number a sample, or one for the whole batch.</summary>
    /// <param name="name">its name in tables and records; two such metrics are equal when name and version are</param>
    /// <param name="terms">(prediction, target) to (N), or to a scalar that is already a mean</param>
    /// <param name="version">to be raised when the function changes</param>
    public static IMetric From(string name, Func<Var, Var, Var> terms, int version = 1) => new LossMetric(name, Loss.From(name, terms, version));
}
