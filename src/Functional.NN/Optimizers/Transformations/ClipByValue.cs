using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Every number of the gradient kept within [−c, c]: g ← min(max(g, −c), c).</summary>
/// <remarks>Mikolov 2012. It changes the gradient's direction; <see cref="ClipByGlobalNorm"/> does not. A NaN stays. With c = ∞ nothing changes.</remarks>
/// <param name="Inner">the optimizer that steps by the clipped gradient</param>
/// <param name="Limit">c</param>
public sealed record ClipByValue(IOptimizer Inner, double Limit) : OptimizerTransformation(Inner)
{
    /// <summary>c, positive.</summary>
    public double Limit { get; init => field = Constants.Limit(value, nameof(ClipByValue), "the limit"); } = Constants.Limit(Limit, nameof(ClipByValue), "the limit");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public ClipByValue With(IOptimizer? inner = null, double? limit = null) => this with { Inner = inner ?? Inner, Limit = limit ?? Limit };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"ClipByValue({Inner}, {Limit})");

    internal override RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) => new Run<T>(this, inner, layout);

    private sealed unsafe class Run<T>(ClipByValue clip, RunningOptimizer<T> inner, ParameterLayout layout) : GradientRun<T>(inner, layout) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override bool Changes => double.IsFinite(clip.Limit);

        protected override void Change(in StepRange<T> range, T* to) => OptimizerPass.OfGradient(new Rule<T>(clip.Limit), range, to);
    }

    private readonly struct Rule<T>(double limit) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T limit = T.CreateTruncating(limit);

        public static int Vectors => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> => TElements.Min(TElements.Max(g, -limit), limit);
    }
}
