namespace Functional.NN.Tests.Linear;

/// <summary>Logistic and softmax regression.</summary>
public sealed class RegressionTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(21);
    private static readonly Tensor<double> X = Key.Fold("x").Normal<double>([60, 2]);
    private static readonly Dataset<double> Three = Dataset.FromTensors(X, Tensor.Stack(X.Slice(1, 0, 1).Reshape(60), X.Slice(1, 1, 1).Reshape(60), -X.Sum(1)).ArgMax(0), 3);
    private static readonly Dataset<double> Two = Dataset.FromTensors(X, Tensor.Generate([60], i => X[i, 0] + X[i, 1] > 0.2 ? 1.0 : 0), 2);

    /// <summary>Full batches and a rate that does not jump: where descent ends is the minimum.</summary>
    private static readonly Adam Gentle = new(new InverseTimeDecay(0.2, 0.02));

    [Fact]
    public void At_the_best_logistic_regression_the_mean_of_each_feature_is_that_under_the_model()
    {
        var model = new LogisticRegression(600, 60, L2: 0.1, Gentle).Fit(Two, Key).Model;
        var batch = Two.All();
        var p = model.Predict(batch.Inputs).Map(z => 1 / (1 + Math.Exp(-z)));
        var error = p - batch.Targets.Reshape(60, 1);
        Assert.Equal(0, error.Sum().ToScalar() / 60, 1e-6);
        var pull = batch.Inputs.MatMul(error, transposeThis: true) / 60 + 0.1 * model.Parameters["0.weight"];
        Assert.All(pull.ToArray(), g => Assert.Equal(0, g, 1e-6));
    }

    [Fact]
    public void Softmax_regression_of_two_classes_is_logistic_regression_on_the_difference_of_the_columns()
    {
        // ½λ‖w‖² of the difference is ½(λ/2)(‖w₀‖² + ‖w₁‖²) when the two columns are opposite, which they are at the best.
        var logistic = new LogisticRegression(600, 60, L2: 0.1, Gentle).Fit(Two, Key).Model.Parameters;
        var softmax = new SoftmaxRegression(600, 60, L2: 0.2, Gentle).Fit(Two, Key).Model.Parameters;
        for (int i = 0; i < 2; i++) Assert.Equal(logistic["0.weight"][i, 0], softmax["0.weight"][i, 1] - softmax["0.weight"][i, 0], 1e-5);
        Assert.Equal(logistic["0.bias"][0], softmax["0.bias"][1] - softmax["0.bias"][0], 1e-5);
    }

    [Fact]
    public void Softmax_regression_learns_classes_that_planes_separate()
    {
        var fit = new SoftmaxRegression(200).Fit(Three, Key);
        var batch = Three.All();
        int right = fit.Model.Predict(batch.Inputs).ArgMax(1).ToArray().Zip(batch.Targets.ToArray()).Count(pair => pair.First == pair.Second);
        Assert.InRange(right, 54, 60);
        Assert.Null(fit.Eager);
    }

    [Fact]
    public void Images_are_flattened_before() =>
        Assert.Equal(Shape.Of(2), new SoftmaxRegression(1).Fit(Dataset.FromTensors(Key.Normal<float>([4, 1, 3, 3]), Tensor.Vector<float>(0, 1, 0, 1), 2)).Model.Network.Output);

    [Fact]
    public void Targets_that_do_not_fit_are_refused()
    {
        Assert.Equal("LogisticRegression: expected two classes or one target a sample, got 60 samples: 2 → one of 3 classes. For more classes take SoftmaxRegression.", Assert.Throws<NNException>(() => new LogisticRegression().Fit(Three)).Message);
        Assert.StartsWith("SoftmaxRegression: expected class indices as targets, got 4 samples", Assert.Throws<NNException>(() => new SoftmaxRegression().Fit(Dataset.FromTensors(Tensor.Zeros<float>([4, 2]), Tensor.Zeros<float>([4, 1])))).Message, StringComparison.Ordinal);
        Assert.Equal("SoftmaxRegression: the number of epochs must be 1 or more, got 0.", Assert.Throws<NNException>(() => new SoftmaxRegression(0)).Message);
        Assert.Equal("LogisticRegression: the penalty must be a finite number that is not negative, got -1.", Assert.Throws<NNException>(() => new LogisticRegression(L2: -1)).Message);
    }
}
