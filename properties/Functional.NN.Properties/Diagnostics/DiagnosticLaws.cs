using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Properties.Optimizers;

namespace Functional.NN.Properties.Diagnostics;

/// <summary>What diagnostics say of an objective is so.</summary>
public class DiagnosticLaws
{
    private const double Rounding = 1e-10;

    private static readonly Gen<(double[] Eigenvalues, RandomKey Key)> Quadratics =
        from n in Gen.Choose(1, 10)
        from eigenvalues in Gen.Choose(-3, 5).Select(λ => (double)λ).ArrayOf(n)
        from key in Draw.Key
        select (eigenvalues, key);

    private static readonly Gen<(double[] Eigenvalues, RandomKey Key)> Definite =
        from c in Quadratics
        from shift in Gen.Elements(4.0, 3.0, 0.0, -5.0, -6.0)
        select (c.Eigenvalues.Select(λ => λ + shift).ToArray(), c.Key);

    [Fact]
    public void On_quadratics_a_step_down_the_gradient_changes_the_objective_by_just_what_is_predicted() => Law.Holds(Quadratics, c =>
    {
        var (J, θ) = (new Quadratic(c.Eigenvalues, c.Key).Objective, Parameters<double>.Of(c.Key.Normal<double>([c.Eigenvalues.Length])));
        var (predicted, g) = (PredictedStep.Of(J, θ), J.ValueAndGradient(θ).Gradient);
        foreach (double ε in new[] { 0.01, 0.3, 2, Math.Min(predicted.BestStep, 10) })
        {
            double change = J.Value(θ - ε * g) - J.Value(θ), size = 1 + Math.Abs(J.Value(θ)) + Math.Abs(J.Value(θ - ε * g)) + ε * ε * Math.Abs(predicted.Curvature);
            Assert.True(Math.Abs(change - predicted.Change(ε)) <= Rounding * size, $"at {ε} it changed by {change}, predicted was {predicted.Change(ε)}");
        }
    });

    [Fact]
    public void On_quadratics_no_step_is_better_than_the_best() => Law.Holds(Quadratics.Where(c => c.Eigenvalues.Min() > 0), c =>
    {
        var (J, θ) = (new Quadratic(c.Eigenvalues, c.Key).Objective, Parameters<double>.Of(c.Key.Normal<double>([c.Eigenvalues.Length])));
        var (best, g) = (PredictedStep.Of(J, θ).BestStep, J.ValueAndGradient(θ).Gradient);
        foreach (double share in new[] { 0.5, 0.99, 1.01, 2 })
            Assert.True(J.Value(θ - best * g) <= J.Value(θ - share * best * g) + Rounding, $"{share} of the best step is better");
    });

    private static readonly Gen<(RandomKey Key, int Inputs, int Hidden)> SmallNetworks = from key in Draw.Key from inputs in Gen.Choose(1, 3) from hidden in Gen.Choose(1, 4) select (key, inputs, hidden);

    [Fact]
    public void Elsewhere_the_prediction_is_off_by_the_cube_of_the_step() => Law.Holds(SmallNetworks, c => OffByTheCube(c), tests: 60, kinds: [new("whose third order shows", 2.0 / 3, OffByTheCube)]);

    /// <summary>Where the fourth order is small beside the third, so that the third shows, half the step leaves an eighth of the error, and a sixteenth where the third is nothing; false where the third shows nowhere above rounding.</summary>
    private static bool OffByTheCube((RandomKey Key, int Inputs, int Hidden) c)
    {
        var (trainer, model, batch) = Task(c.Key, c.Inputs, c.Hidden, new Compute(Backend.Managed, 1));
        var (J, θ) = (trainer.ObjectiveOf(model, batch), model.Parameters);
        var (predicted, g) = (PredictedStep.Of(J, θ), J.ValueAndGradient(θ).Gradient);
        double Off(double ε) => J.Value(θ - ε * g) - J.Value(θ) - predicted.Change(ε);
        for (double ε = 0.2 / (1 + g.Norm); Math.Abs(Off(ε)) > 1e-9; ε /= 2)
        {
            double cubic = Off(ε / 4) / Off(ε / 8), next = Off(ε / 8) / Off(ε / 16);
            if (Math.Abs(Off(ε / 16)) < 1e-12 || Math.Abs(next - cubic) > 0.5) continue;
            bool cubes = next < 12;
            Assert.InRange(next, cubes ? 7 : 15, cubes ? 9 : 17);
            return cubes;
        }
        return false;
    }

    [Fact]
    public void A_curvature_wrong_by_a_thousandth_is_off_by_the_square() => Assert.True(Law.Fails(Quadratics.Where(c => c.Eigenvalues.Any(λ => λ != 0)), c =>
    {
        var (J, θ) = (new Quadratic(c.Eigenvalues, c.Key).Objective, Parameters<double>.Of(c.Key.Normal<double>([c.Eigenvalues.Length])));
        var (right, g) = (PredictedStep.Of(J, θ), J.ValueAndGradient(θ).Gradient);
        var wrong = right with { Curvature = 1.001 * right.Curvature };
        Assert.Equal(J.Value(θ - 0.3 * g) - J.Value(θ), wrong.Change(0.3), Rounding * (1 + Math.Abs(J.Value(θ))));
    }));

    [Fact]
    public void Lanczos_finds_both_ends_of_a_spectrum_and_the_kind_of_point() => Law.Holds(Definite, c =>
    {
        double[] λ = c.Eigenvalues;
        var found = HessianExtremes.Of(new Quadratic(λ, c.Key).Objective, Parameters<double>.Of(c.Key.Normal<double>([λ.Length])), c.Key.Fold("lanczos"));
        Assert.Equal(λ.Min(), found.Smallest.Value, 1e-4);
        Assert.Equal(λ.Max(), found.Largest.Value, 1e-4);
        Assert.True(found.Products <= λ.Length);
        Assert.Equal(λ.Min() > 0 ? CriticalPoint.Minimum : λ.Max() < 0 ? CriticalPoint.Maximum : λ.Min() < 0 && λ.Max() > 0 ? CriticalPoint.Saddle : CriticalPoint.Flat, found.Verdict);
    }, kinds: [new("minima", 0.03, c => c.Eigenvalues.Min() > 0), new("maxima", 0.03, c => c.Eigenvalues.Max() < 0), new("saddles", 0.03, c => c.Eigenvalues.Min() < 0 && c.Eigenvalues.Max() > 0), new("flat", 0.03, c => c.Eigenvalues.Min() == 0 || c.Eigenvalues.Max() == 0)]);

    [Fact]
    public void Before_it_has_found_them_its_bounds_hold_and_it_claims_nothing_wrong() => Law.Holds(from c in Definite from steps in Gen.Choose(1, 6) select (c.Eigenvalues, c.Key, Steps: steps), c =>
    {
        double[] λ = c.Eigenvalues;
        var found = HessianExtremes.Of(new Quadratic(λ, c.Key).Objective, Parameters<double>.Of(c.Key.Normal<double>([λ.Length])), c.Key.Fold("lanczos"), new LanczosOptions(c.Steps));
        foreach (var ritz in new[] { found.Smallest, found.Largest }) Assert.True(λ.Any(e => ritz.Low - Rounding <= e && e <= ritz.High + Rounding), $"no eigenvalue is from {ritz.Low} to {ritz.High}");
        Assert.True(found.Largest.Value <= λ.Max() + Rounding && found.Smallest.Value >= λ.Min() - Rounding);
        if (found.Verdict == CriticalPoint.Saddle) Assert.True(λ.Min() < 0 && λ.Max() > 0);
    });

    private static readonly Gen<Tensor<double>> Sparse = from n in Gen.Choose(1, 12) from zeros in Gen.Choose(0, 9) from key in Draw.Key select key.Normal<double>([n, n]) * key.Fold("kept").Bernoulli<double>([n, n], 1 - zeros / 10.0);

    /// <summary>Of few whole numbers: their eigenvalues meet, and many are 0.</summary>
    private static readonly Gen<Tensor<double>> Whole = Sparse.Select(a => a.Map(x => Math.Round(x)));

    private static readonly Gen<Tensor<double>> SignedPermutations = from n in Gen.Choose(1, 12) from key in Draw.Key select Permutation(n, key);

    private static readonly Gen<Tensor<double>> Matrices = Gen.OneOf(Sparse, Whole, Whole.Select(a => a.MatMul(a)), SignedPermutations);

    private static Tensor<double> Permutation(int n, RandomKey key)
    {
        int[] places = [.. Enumerable.Range(0, n)];
        Array.Sort(key.Uniform<double>([n]).ToArray(), places);
        var signs = 2 * key.Fold("signs").Bernoulli<double>([n], 0.5) - 1;
        return Tensor.Generate([n, n], i => places[i / n] == i % n ? signs[i / n] : 0);
    }

    [Fact]
    public void Sums_of_powers_of_the_eigenvalues_are_the_traces_of_the_powers() => Law.Holds(Matrices, a =>
    {
        var λ = Eigenvalues.Of(a);
        Assert.Equal(a.Shape[0], λ.Length);
        double size = 1 + Math.Sqrt((a * a).Sum().ToScalar());
        var power = a;
        for (int k = 1; k <= 4; k++, power = power.MatMul(a))
        {
            var sum = λ.Aggregate(Complex.Zero, (s, e) => s + Complex.Pow(e, k));
            double trace = Enumerable.Range(0, a.Shape[0]).Sum(i => power[i, i]);
            Assert.True(Complex.Abs(sum - trace) <= 1e-9 * Math.Pow(size, k), $"Σλ^{k} = {sum}, the trace is {trace}");
        }
    });

    [Fact]
    public void The_spectral_radius_of_a_power_is_the_power_of_the_radius_and_the_transpose_has_the_same() => Law.Holds(Sparse, a =>
    {
        double radius = Eigenvalues.SpectralRadius(a), size = 1 + Math.Sqrt((a * a).Sum().ToScalar());
        // Eigenvalues that meet move with the root of a rounding, so with as much they may differ.
        Assert.Equal(radius, Eigenvalues.SpectralRadius(a.Transpose()), 1e-3 * size);
        Assert.Equal(radius * radius, Eigenvalues.SpectralRadius(a.MatMul(a)), 1e-3 * size * size);
        Assert.Equal(8 * radius, Eigenvalues.SpectralRadius(8 * a));
    });

    private static readonly Gen<(RandomKey Key, int Count, int Size)> Several = from key in Draw.Key from count in Gen.Choose(2, 9) from size in Gen.Choose(1, 20) select (key, count, size);

    [Fact]
    public void Noise_does_not_feel_the_signal_and_grows_as_the_square_of_the_gradients() => Law.Holds(Several, c =>
    {
        Parameters<double>[] gradients = [.. Enumerable.Range(0, c.Count).Select(i => Parameters<double>.Of(c.Key.Fold(i).Normal<double>([c.Size])))];
        var signal = Parameters<double>.Of(c.Key.Fold("signal").Normal<double>([c.Size]) * 10);
        var noise = GradientNoiseScale.Of(gradients);
        double size = 1 + noise.Trace;
        Assert.Equal(noise.Trace, GradientNoiseScale.Of(gradients.Select(g => g + signal)).Trace, Rounding * size);
        Assert.Equal(9 * noise.Trace, GradientNoiseScale.Of(gradients.Select(g => 3 * g)).Trace, Rounding * size);
        Assert.Equal(noise.Trace, GradientNoiseScale.Of(gradients.Reverse()).Trace, Rounding * size);
        Assert.Equal(noise.Trace, Enumerable.Range(0, c.Count).SelectMany(i => Enumerable.Range(0, i).Select(j => (gradients[i] - gradients[j]).Dot(gradients[i] - gradients[j]))).Sum() / (c.Count * (c.Count - 1.0)), Rounding * size);
    });

    [Fact]
    public void Every_diagnostic_has_the_same_bits_on_any_number_of_threads_and_every_time() => Law.Holds(from key in Draw.Key from threads in Gen.Choose(2, 4) select (key, threads), c =>
    {
        string one = Everything(c.key, 1);
        Assert.Equal(one, Everything(c.key, c.threads));
        Assert.Equal(one, Everything(c.key, 1));
        Assert.NotEqual(one, Everything(c.key.Fold("other"), 1));
    }, tests: 5);

    /// <summary>All diagnostics of a network with convolutions, recurrence and dropout, digit by digit.</summary>
    private static string Everything(RandomKey key, int threads)
    {
        var network = new Network([1, 8, 8], new Conv2D(3, 3), new Relu(), new Reshape([18, 6]), new Lstm(5, ReturnSequence: true), new ElmanRnn(6), new Dropout(0.2), new Dense(40), new Sigmoid(), new Dense(3));
        var trainer = new Trainer<float>(network, new SoftmaxCrossEntropy(), new Sgd(0.1)).With(compute: new Compute(Backend.Managed, threads), shards: 2);
        var (model, batch) = (Model<float>.Initialize(network, key), new Batch<float>(key.Normal<float>([24, 1, 8, 8]), Tensor.Generate([24], i => (float)(i % 3))));
        var objective = trainer.ObjectiveOf(model, batch, key);
        object[] all =
        [
            .. GradientNorms.OfBlocks(objective.ValueAndGradient(model.Parameters).Gradient), PredictedStep.Of(objective, model.Parameters), HessianExtremes.Of(objective, model.Parameters, key, new LanczosOptions(4)),
            GradientNoiseScale.Of(trainer, model, batch, 4, key), .. DeadUnits.Of(model, batch), .. Saturation.Of(model, batch), .. RecurrentRadius.Of(model),
        ];
        return string.Join('\n', all.Select(one => FormattableString.Invariant($"{one}")));
    }

    private static (Trainer<double>, Model<double>, Batch<double>) Task(RandomKey key, int inputs, int hidden, Compute compute)
    {
        var network = new Network([inputs], new Dense(hidden), new Tanh(), new Dense(2));
        var batch = new Batch<double>(key.Normal<double>([6, inputs]), Tensor.Generate([6], i => (double)(i % 2)));
        return (new Trainer<double>(network, new SoftmaxCrossEntropy(), new Sgd(0.1)).With(compute: compute), Model<double>.Initialize(network, key), batch);
    }
}
