using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>One step for every k batches: s ← s + g; in every k-th step the inner optimizer steps by s/k and s becomes 0, in the others θ stays.</summary>
/// <remarks>k batches of n samples count as one of kn, up to rounding, where the loss is a mean over samples. The inner optimizer counts its own steps. With k = 1 nothing changes.</remarks>
/// <param name="Inner">the optimizer that steps by the mean of k gradients</param>
/// <param name="Steps">k</param>
public sealed record GradientAccumulation(IOptimizer Inner, int Steps) : OptimizerTransformation(Inner)
{
    private const string Sum = "sum";

    /// <summary>k, from 1 on.</summary>
    public int Steps { get; init => field = Constants.AtLeast(1, value, nameof(GradientAccumulation), "the number of steps"); } = Constants.AtLeast(1, Steps, nameof(GradientAccumulation), "the number of steps");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public GradientAccumulation With(IOptimizer? inner = null, int? steps = null) => this with { Inner = inner ?? Inner, Steps = steps ?? Steps };

    /// <inheritdoc/>
    public override OptimizerState<T> Start<T>(Parameters<T> θ)
    {
        ArgumentNullException.ThrowIfNull(θ);
        return base.Start(θ).With(Sum, θ.Zero);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"GradientAccumulation({Inner}, {Steps})");

    internal override RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) => new Run<T>(this, inner, layout);

    private sealed unsafe class Run<T>(GradientAccumulation accumulation, RunningOptimizer<T> inner, ParameterLayout layout) : GradientRun<T>(inner, layout, Sum) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private bool _steps;

        protected override bool Changes => accumulation.Steps > 1;

        public override void Prepare()
        {
            base.Prepare();
            _steps = Step % accumulation.Steps == accumulation.Steps - 1;
        }

        public override void Gather(WholeGradient<T> whole)
        {
            if (_steps) base.Gather(whole);
        }

        public override bool Update(in StepRange<T> range)
        {
            if (_steps) return base.Update(range);
            range.Stay();
            return OptimizerPass.Run(new Rule<T>(1), Now(range), range.GradientSpan, Next(range), default, default);
        }

        protected override void Change(in StepRange<T> range, T* to)
        {
            OptimizerPass.Run(new Rule<T>(accumulation.Steps), Now(range), range.GradientSpan, new Span<T>(to, range.Length), default, default);
            Next(range).Clear();
        }

        public override void Advance() => Advance(withInner: _steps);

        private Span<T> Now(in StepRange<T> range) => Vectors.Now(range.Start, range.Length).First;

        private Span<T> Next(in StepRange<T> range) => Vectors.Next(range.Start, range.Length).First;
    }

    /// <summary>(s + g)/k, with the sum in θ's place.</summary>
    private readonly struct Rule<T>(int steps) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T k = T.CreateTruncating(steps);

        public static int Vectors => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> => (θ + g) / k;
    }
}
