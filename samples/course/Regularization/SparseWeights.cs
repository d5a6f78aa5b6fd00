namespace Functional.NN.Course;

/// <summary>The penalty λΣ|w|: it does not shrink weights in proportion, it takes the same from each, and what is smaller is 0. So it chooses inputs.</summary>
/// <remarks>
/// Steps along a gradient cross 0 and do not stay there; the proximal step w ← S(w − ε∇J, ελ), with the soft threshold S(w, t) = sign(w)·max(|w| − t, 0) that <see cref="SoftShrink"/> is, gives exact zeros.
/// Ten seeds of a linear model: 40 inputs, of which 5 matter, 60 samples with noise of variance 1; λ of each penalty is that of a grid with the least error on 60 further samples.
/// </remarks>
public sealed record SparseWeights() : Sample("l1", "Weights that are zero", "Tibshirani 1996; Daubechies, Defrise and De Mol 2004; Goodfellow et al. 2016, section 7.1.2")
{
    private const int Inputs = 40, Relevant = 5, Samples = 60;

    private const double Rate = 0.2;

    /// <summary>From t to S(·, t), what is done to the weights after each step.</summary>
    public Func<double, Func<Var, Var>> Threshold { get; init; } = t => w => Var.Relu(w - t) - Var.Relu(-w - t);

    private static readonly double[] s_grid = [0.03, 0.1, 0.3, 1];

    /// <inheritdoc/>
    public override Findings Show()
    {
        double wrong = Orthogonal(0.5).Zip(KnownHessian.Eigenvalues, (share, λ) => Math.Abs(share - Math.Max(1 - 0.5 / λ, 0))).Max();
        var runs = Seeds.Of(10, key => (Proximal: Best(key, Proximal), Ridge: Best(key, Ridge), Descent: Best(key, Descent)));
        double[] proximal = [.. runs.Select(run => run.Proximal.Error)], ridge = [.. runs.Select(run => run.Ridge.Error)];
        var zeros = (Proximal: runs.Average(run => Zeros(run.Proximal.W)), Ridge: runs.Average(run => Zeros(run.Ridge.W)), Descent: runs.Average(run => Zeros(run.Descent.W)));
        double kept = runs.Average(run => run.Proximal.W.Slice(0, 0, Relevant).ToArray().Count(w => w != 0));
        return new(
        [
            Claim.Of("l1.soft-threshold", "Where the inputs are uncorrelated, the penalty λ‖w‖₁ takes λ/h off each weight, h being its second derivative, and leaves 0 where the weight is smaller.", wrong < 1e-10,
                $"largest difference from sign(w*)·max(|w*| − λ/h, 0) over 8 weights {Written.Short(wrong, 2)}, {Orthogonal(0.5).Count(share => share == 0)} of them exactly 0", ("largest difference", wrong)),
            Claim.Of("l1.zeros", "By proximal steps the penalty λ‖w‖₁ makes weights exactly 0; a penalty ‖w‖² makes none.", zeros is { Proximal: > 0.3 * Inputs, Ridge: 0 },
                $"zeros among {Inputs} weights: {Written.Short(zeros.Proximal)} with λ‖w‖₁, {Written.Short(zeros.Ridge)} with the squares; of the {Relevant} inputs that matter {Written.Short(kept)} are kept", ("λ‖w‖₁", zeros.Proximal), ("squares", zeros.Ridge), ("kept", kept)),
            Claim.Of("l1.gradient-steps", "By steps along its gradient the same penalty makes weights small, not 0.", zeros.Descent == 0,
                $"{Written.Short(zeros.Descent)} exact zeros, {Written.Short(runs.Average(run => run.Descent.W.ToArray().Count(w => Math.Abs(w) < 0.01)))} of {Inputs} below 0.01", ("zeros", zeros.Descent)),
            Claim.Of("l1.generalises", "Where few inputs matter, the penalty λ‖w‖₁ finds a better model than ‖w‖² does.", Seeds.Less(proximal, ridge),
                $"‖w − w*‖² {Seeds.MeanOf(proximal)} with λ‖w‖₁, {Seeds.MeanOf(ridge)} with the squares", ("λ‖w‖₁", proximal.Average()), ("squares", ridge.Average())),
        ],
        [
            Plot.Lines("Weights of one model", "The penalty on the absolute values leaves five large weights and some small ones; that on the squares leaves forty.", "input", "weight",
                Curve.Of("λ‖w‖₁", runs[0].Proximal.W.ToArray()) with { PointsOnly = true }, Curve.Of("‖w‖²", runs[0].Ridge.W.ToArray()) with { PointsOnly = true }),
        ]);
    }

    /// <summary>The shares of the minimum along the eigenvectors when these are the inputs' axes: a diagonal Hessian.</summary>
    private double[] Orthogonal(double λ)
    {
        var h = Tensor.Vector([.. KnownHessian.Eigenvalues]);
        return Steps(w => h * (w - 1.0), λ, 0.1, KnownHessian.Size, 5000).ToArray();
    }

    private Tensor<double> Proximal(Problem problem, double λ) => Steps(problem.Gradient, λ, Rate, Inputs, 300);

    /// <summary>w ← S(w − ε∇J, ελ), so many times, from 0.</summary>
    private Tensor<double> Steps(Func<Tensor<double>, Tensor<double>> gradient, double λ, double ε, int size, int steps) =>
        Enumerable.Range(0, steps).Aggregate(Tensor.Zeros<double>([size]), (w, _) => Threshold(ε * λ)(Var.Of(w - ε * gradient(w))).Value<double>());

    private static Tensor<double> Ridge(Problem problem, double λ) => new LinearRegression(Samples * λ, Intercept: false).Fit(problem.X, problem.Y).Map.Weight.Reshape(-1);

    private static Tensor<double> Descent(Problem problem, double λ)
    {
        var trainer = new Trainer<double>(new Network([Inputs], new Dense(1, Bias: false)), Objective.Supervised(new HalfSquaredError(), new L1(λ)), new Sgd(0.1)).With(compute: Seeds.Alone);
        return trainer.Run(trainer.Initialize(RandomKey.FromSeed(1)), Enumerable.Repeat(new Batch<double>(problem.X, problem.Y.Reshape(Samples, 1)), 300)).Last().State.Parameters.Vector;
    }

    private static (Tensor<double> W, double Error) Best(RandomKey key, Func<Problem, double, Tensor<double>> fit)
    {
        Problem training = Problem.Of(key, "training"), validation = Problem.Of(key, "validation");
        var w = s_grid.Select(λ => fit(training, λ)).Least(validation.Loss);
        return (w, Square(w - training.Truth));
    }

    private static int Zeros(Tensor<double> w) => w.ToArray().Count(one => one == 0);

    private static double Square(Tensor<double> x) => (x * x).Sum().ToScalar();

    /// <summary>Samples of y = Xw + n with few weights that are not 0.</summary>
    private sealed record Problem(Tensor<double> X, Tensor<double> Y, Tensor<double> Truth)
    {
        public static Problem Of(RandomKey key, string part)
        {
            Tensor<double> x = key.Fold(part).Normal<double>([Samples, Inputs]), truth = Tensor.Generate([Inputs], i => i < Relevant ? 1.0 : 0.0);
            return new(x, x.MatMul(truth.Reshape(Inputs, 1)).Reshape(-1) + key.Fold(part).Fold("noise").Normal<double>([Samples]), truth);
        }

        /// <summary>Xᵀ(Xw − y)/n.</summary>
        public Tensor<double> Gradient(Tensor<double> w) => X.MatMul(Miss(w), transposeThis: true).Reshape(-1) / Samples;

        public double Loss(Tensor<double> w) => Square(Miss(w));

        private Tensor<double> Miss(Tensor<double> w) => X.MatMul(w.Reshape(Inputs, 1)) - Y.Reshape(Samples, 1);
    }
}
