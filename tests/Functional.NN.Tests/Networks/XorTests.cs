using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Networks;

/// <summary>XOR (Goodfellow, Bengio and Courville 2016, section 6.1).</summary>
public sealed class XorTests
{
    private static readonly Tensor<double> X = Tensor.Matrix(new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }), T = Tensor.Matrix(new double[,] { { 0 }, { 1 }, { 1 }, { 0 } });
    private static readonly Batch<double> All = new(X, T);

    private static readonly Network Solved = new([2],
        new Dense(2, Initializer: new Given(Tensor.Matrix(new double[,] { { 1, 1 }, { 1, 1 } })), Bias: false).Named("XW"),
        Layer.From("c", [new ParameterSpec("c", [2], new Given(Tensor.Vector(0.0, -1)), ParameterRole.Bias)], (context, x) => x + context.Parameter("c")).Named("c"),
        new Relu().Named("h"),
        new Dense(1, Initializer: new Given(Tensor.Matrix(new double[,] { { 1 }, { -2 } }))).Named("y"));

    private static Trace<double> Traced => Model<double>.Initialize(Solved, default).Trace(X);

    [Fact]
    public void The_solution_of_the_book_gives_its_XW() => Assert.Equal(Tensor.Matrix(new double[,] { { 0, 0 }, { 1, 1 }, { 1, 1 }, { 2, 2 } }), Traced["XW"]);

    [Fact]
    public void The_solution_of_the_book_gives_its_XW_plus_c() => Assert.Equal(Tensor.Matrix(new double[,] { { 0, -1 }, { 1, 0 }, { 1, 0 }, { 2, 1 } }), Traced["c"]);

    [Fact]
    public void The_solution_of_the_book_gives_its_h() => Assert.Equal(Tensor.Matrix(new double[,] { { 0, 0 }, { 1, 0 }, { 1, 0 }, { 2, 1 } }), Traced["h"]);

    [Fact]
    public void The_solution_of_the_book_gives_XOR()
    {
        Assert.Equal(T, Traced.Output);
        Assert.Equal(T, Traced["y"]);
    }

    [Fact]
    public void XOR_is_separable_in_h_and_not_in_x()
    {
        Assert.True(Separable(Traced["h"]));
        Assert.False(Separable(X));
    }

    /// <summary>
    /// Novikoff: a perceptron that starts at 0 makes at most R²/γ² mistakes on separable samples. For integer coordinates up to 2 in the plane
    /// a separating (w, b) with integer entries up to 4 exists if any does, so R² ≤ 9, γ ≥ 1/√48, and 432 mistakes prove that there is none.
    /// </summary>
    private static bool Separable(Tensor<double> x)
    {
        double w0 = 0, w1 = 0, b = 0;
        for (int mistakes = 0; mistakes <= 432;)
        {
            int before = mistakes;
            for (int i = 0; i < 4; i++)
            {
                double sign = 2 * T[i, 0] - 1;
                if (sign * (w0 * x[i, 0] + w1 * x[i, 1] + b) > 0) continue;
                (w0, w1, b, mistakes) = (w0 + sign * x[i, 0], w1 + sign * x[i, 1], b + sign, mistakes + 1);
            }
            if (mistakes == before) return true;
        }
        return false;
    }

    // The best line for XOR is w = 0, b = ½ (section 6.1).
    [Fact]
    public void The_best_line_in_x_says_one_half_everywhere()
    {
        var line = new Trainer<double>(new Network([2], new Dense(1)), new MeanSquaredError(), new Momentum(0.1));
        var state = line.Run(line.Initialize(RandomKey.FromSeed(1)), Enumerable.Repeat(All, 500)).Last().State;
        Numbers.Near(Tensor.Full<double>([4, 1], 0.5), state.Model.Predict(X), 0, 1e-9);
    }

    [Theory, InlineData(2), InlineData(8)]
    public void XOR_is_learnt(int hidden)
    {
        var trainer = new Trainer<double>(new Network([2], new Dense(hidden), new Tanh(), new Dense(1)), new SigmoidCrossEntropy(), new Adam(0.1));
        var state = Enumerable.Repeat(All, 300).Aggregate(trainer.Initialize(RandomKey.FromSeed(5)), (s, batch) => trainer.Step(s, batch).State);
        var metrics = trainer.Evaluate(state.Model, All);
        Assert.Equal(1, metrics.Accuracy);
        Assert.True(metrics.Loss < 0.05, $"loss {metrics.Loss}");
    }

    [Fact]
    public void XOR_is_learnt_from_most_starts_by_a_two_two_one_network()
    {
        var trainer = new Trainer<float>(new Network([2], new Dense(2), new Tanh(), new Dense(1)), new SigmoidCrossEntropy(), new Adam(0.1));
        var data = Dataset.FromTensors(X.Cast<float>(), T.Cast<float>());
        int learnt = Enumerable.Range(0, 10).Count(seed =>
            trainer.Evaluate(trainer.Fit(trainer.Initialize(RandomKey.FromSeed(seed)), data, new FitPlan(300, new Batching(4))).Model, data).Accuracy == 1);
        Assert.True(learnt >= 6, $"{learnt} of 10");
    }
}
