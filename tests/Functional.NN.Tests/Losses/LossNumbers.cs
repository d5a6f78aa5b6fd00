namespace Functional.NN.Tests.Losses;

/// <summary>Losses and their gradients as numbers.</summary>
internal static class LossNumbers
{
    public static double Mean(this ILoss loss, Tensor<double> prediction, Tensor<double> target) => loss.Mean(Var.Of(prediction), Var.Of(target)).Value<double>().ToScalar();

    public static double Sum(this ILoss loss, Tensor<double> prediction, Tensor<double> target) => loss.Sum(Var.Of(prediction), Var.Of(target)).Value<double>().ToScalar();

    public static Tensor<double> Gradient(this ILoss loss, Tensor<double> prediction, Tensor<double> target) => Grad.Of(p => loss.Mean(p, Var.Of(target)), prediction);

    public static Tensor<double> Values(this ILoss loss, Tensor<double> prediction, Tensor<double> target) => loss.Terms(Var.Of(prediction), Var.Of(target)).Values.Value<double>();

    /// <summary>Mean and gradient with respect to what comes before an output function.</summary>
    public static ValueAndGradient<double> Behind(this ILoss loss, Func<Var, Var> output, Tensor<double> z, Tensor<double> target) => Grad.ValueAndGradient(x => loss.Mean(output(x), Var.Of(target)), z);

    public static Tensor<double> Row(params double[] numbers) => Tensor.Of([1, numbers.Length], numbers);
}
