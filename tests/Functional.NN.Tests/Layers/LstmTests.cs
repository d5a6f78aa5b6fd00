using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class LstmTests
{
    private const int Steps = 5, Features = 3, Units = 2;

    private static readonly Tensor<double> X = Numbers.Some<double>([4, Steps, Features], 1);
    private static readonly Tensor<double> Mask = Tensor.Matrix(new double[,] { { 1, 1, 1, 1, 1 }, { 1, 1, 1, 0, 0 }, { 0, 0, 1, 1, 0 }, { 0, 0, 0, 0, 0 } });

    private static Model<double> Model(bool sequence, bool reverse = false) =>
        Model<double>.Initialize(new Network([Steps, Features], new Lstm(Units, sequence, reverse)), RandomKey.FromSeed(1));

    /// <summary>The equations of the documentation, one sample and one step at a time; a masked step carries the state.</summary>
    private static (double[][] Outputs, double[] Last) ByHand(Parameters<double> θ, Tensor<double> x, IEnumerable<int> order, Func<int, bool> counts)
    {
        double Sigma(double z) => 1 / (1 + Math.Exp(-z));
        double[] h = new double[Units], c = new double[Units];
        var outputs = Enumerable.Range(0, Steps).Select(_ => new double[Units]).ToArray();
        foreach (int t in order.Where(counts))
        {
            double[] z = [.. Enumerable.Range(0, 4 * Units).Select(g => θ["0.bias_ih"][g] + θ["0.bias_hh"][g]
                + Enumerable.Range(0, Features).Sum(k => x[t, k] * θ["0.weight_ih"][k, g]) + Enumerable.Range(0, Units).Sum(k => h[k] * θ["0.weight_hh"][k, g]))];
            c = [.. Enumerable.Range(0, Units).Select(u => Sigma(z[Units + u]) * c[u] + Sigma(z[u]) * Math.Tanh(z[2 * Units + u]))];
            h = outputs[t] = [.. Enumerable.Range(0, Units).Select(u => Sigma(z[3 * Units + u]) * Math.Tanh(c[u]))];
        }
        return (outputs, h);
    }

    [Theory, InlineData(false, false), InlineData(false, true), InlineData(true, false), InlineData(true, true)]
    public void Outputs_and_last_state_are_those_of_the_equations(bool reverse, bool masked)
    {
        var (all, last) = (Model(true, reverse), Model(false, reverse));
        var order = reverse ? Enumerable.Range(0, Steps).Reverse() : Enumerable.Range(0, Steps);
        Tensor<double> outputs = all.Predict(X, masked ? Mask : null), lasts = last.Predict(X, masked ? Mask : null);
        for (int sample = 0; sample < 4; sample++)
        {
            var expected = ByHand(all.Parameters, X.At(sample), order, t => !masked || Mask[sample, t] == 1);
            Numbers.Near(Tensor.Of([Steps, Units], expected.Outputs.SelectMany(o => o)), outputs.At(sample), 1e-12, 1e-15);
            Numbers.Near(Tensor.Vector(expected.Last), lasts.At(sample), 1e-12, 1e-15);
        }
    }

    [Fact]
    public void The_output_of_a_masked_step_is_positive_zero()
    {
        var y = Model(true).Predict(X, Mask);
        for (int i = 0; i < Mask.Shape.Size; i++)
            if (Mask.AsSpan()[i] == 0) Assert.Equal(Tensor.Zeros<double>([Units]), y.Reshape(-1, Units).At(i));
    }

    [Fact]
    public void What_stands_in_masked_steps_does_not_matter()
    {
        var changed = Tensor.Generate(X.Shape, i => Mask.AsSpan()[i / Features] == 0 ? 1e3 : X.AsSpan()[i]);
        foreach (bool reverse in new[] { false, true }) Assert.Equal(Model(false, reverse).Predict(X, Mask), Model(false, reverse).Predict(changed, Mask));
    }

    [Fact]
    public void A_mask_of_ones_changes_nothing() => Assert.Equal(Model(true).Predict(X), Model(true).Predict(X, Tensor.Full<double>([4, Steps], 1)));

    [Fact]
    public void A_reversed_run_is_a_run_over_the_reversed_sequence()
    {
        var turned = Var.Of(X).Reverse(1).Value<double>();
        Assert.Equal(Model(true).Predict(turned), Var.Of(Model(true, reverse: true).Predict(X)).Reverse(1).Value<double>());
    }

    [Theory, InlineData(false), InlineData(true)]
    public void The_gradient_is_the_limit_of_differences(bool reverse)
    {
        var model = Model(false, reverse);
        var trainer = new Trainer<double>(model.Network, new SquaredError(), new Sgd(0));
        var batch = new Batch<double>(X, Numbers.Some<double>([4, Units], 5), Mask);
        double At(int i, double by) => trainer.Evaluate(model.With(model.Parameters.OfVector(Tensor.Generate(model.Parameters.Vector.Shape, j => model.Parameters.Vector[j] + (i == j ? by : 0)))), batch).Loss;
        Numbers.Near(Tensor.Generate(model.Parameters.Vector.Shape, i => (At(i, 1e-5) - At(i, -1e-5)) / 2e-5), trainer.Gradient(model, batch).Gradient.Vector, 1e-6, 1e-9);
    }

    [Theory, InlineData(4, 4), InlineData(4, 6), InlineData(3, 5)]
    public void A_mask_of_another_length_is_refused(int samples, int steps) => Assert.Throws<ShapeException>(() => Model(false).Predict(X, Tensor.Full<double>([samples, steps], 1)));
}
