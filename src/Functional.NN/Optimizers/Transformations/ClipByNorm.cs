using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>The gradient of each block of θ shortened to a norm of c where it is longer: g ← g·c/(‖g‖ + ε) where that factor is below 1, with ‖g‖ over the block.</summary>
/// <remarks>Every block by itself, so blocks come into other proportions; <see cref="ClipByGlobalNorm"/> keeps the gradient's direction. The factor is computed in double and rounded once. Where a norm is not finite, that gradient stays as it is. With c = ∞ nothing changes.</remarks>
/// <param name="Inner">the optimizer that steps by the clipped gradient</param>
/// <param name="Limit">c</param>
/// <param name="Epsilon">ε</param>
public sealed record ClipByNorm(IOptimizer Inner, double Limit, double Epsilon = 0) : OptimizerTransformation(Inner)
{
    /// <summary>c, positive.</summary>
    public double Limit { get; init => field = Constants.Limit(value, nameof(ClipByNorm), "the limit"); } = Constants.Limit(Limit, nameof(ClipByNorm), "the limit");

    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(ClipByNorm), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(ClipByNorm), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public ClipByNorm With(IOptimizer? inner = null, double? limit = null, double? epsilon = null) => this with { Inner = inner ?? Inner, Limit = limit ?? Limit, Epsilon = epsilon ?? Epsilon };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"ClipByNorm({Inner}, {Limit}, {Epsilon})");

    internal override RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) => new Run<T>(this, inner, layout);

    private sealed unsafe class Run<T>(ClipByNorm clip, RunningOptimizer<T> inner, ParameterLayout layout) : GradientRun<T>(inner, layout) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly double[] _factors = new double[layout.Count];
        private bool _changes;

        protected override bool Measures => true;

        protected override bool Changes => _changes;

        protected override bool ChangesBlock(int block) => _factors[block] != 1;

        protected override void Measure(WholeGradient<T> whole)
        {
            _changes = false;
            for (int block = 0; block < _factors.Length; block++)
            {
                _factors[block] = ClipByGlobalNorm.Factor(clip.Limit, whole.NormOf(block), clip.Epsilon);
                _changes |= _factors[block] != 1;
            }
        }

        protected override void Change(in StepRange<T> range, T* to) => OptimizerPass.OfGradient(new ScaledRule<T>(_factors[range.Block]), range, to);
    }
}
