using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>AMSGrad: m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; v̄ ← max(v̄, v); θ ← θ − α·m̂/(√(v̄/(1 − β₂ᵗ)) + ε), with m̂ = m/(1 − β₁ᵗ).</summary>
/// <remarks>Reddi, Kale and Kumar 2018, with Adam's corrections as libraries have them: the maximum is of v before its correction. Otherwise as <see cref="Adam"/>. Elements of m and v below the smallest normal number of the precision become +0.</remarks>
/// <param name="LearningRate">α</param>
/// <param name="Beta1">β₁</param>
/// <param name="Beta2">β₂</param>
/// <param name="Epsilon">ε</param>
public sealed record AmsGrad(Schedule LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : ElementwiseOptimizer
{
    /// <summary>β₁, from 0 to below 1.</summary>
    public double Beta1 { get; init => field = Constants.Decay(value, nameof(AmsGrad)); } = Constants.Decay(Beta1, nameof(AmsGrad));

    /// <summary>β₂, from 0 to below 1.</summary>
    public double Beta2 { get; init => field = Constants.Decay(value, nameof(AmsGrad)); } = Constants.Decay(Beta2, nameof(AmsGrad));

    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(AmsGrad), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(AmsGrad), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public AmsGrad With(Schedule? learningRate = null, double? beta1 = null, double? beta2 = null, double? epsilon = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Beta1 = beta1 ?? Beta1, Beta2 = beta2 ?? Beta2, Epsilon = epsilon ?? Epsilon };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"AmsGrad({LearningRate}, {Beta1}, {Beta2}, {Epsilon})");

    private static readonly string[] Vectors = ["mean", "square", "largest"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 7;

    internal override void Prepare(long step, Span<double> scalars) => Adam.Prepare(scalars, step + 1, LearningRate.At(step), Beta1, Beta2, Epsilon);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly AdamMoments<T> moments = new(numbers[3..]);
        private readonly T α̂ = T.CreateTruncating(numbers[0]), c = T.CreateTruncating(numbers[1]), ε = T.CreateTruncating(numbers[2]);

        public static int Vectors => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            moments.Update(g, ref state);
            state.Third = TElements.Max(state.Second, state.Third);
            return θ - α̂ * state.First / (TElements.Sqrt(state.Third) * c + ε);
        }
    }
}
