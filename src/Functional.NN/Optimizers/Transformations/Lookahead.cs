using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Lookahead: the inner optimizer takes k steps; then the slow weights follow, φ ← φ + α(θ − φ), and θ ← φ.</summary>
/// <remarks>Zhang, Lucas, Ba and Hinton 2019, "Lookahead optimizer: k steps forward, 1 step back", with its constants; the inner optimizer's state stays as it is. With α = 1 nothing changes.</remarks>
/// <param name="Inner">the optimizer of the fast weights</param>
/// <param name="Steps">k</param>
/// <param name="Rate">α</param>
public sealed record Lookahead(IOptimizer Inner, int Steps = 5, double Rate = 0.5) : OptimizerTransformation(Inner)
{
    private const string Slow = "slow";

    /// <summary>k, from 1 on.</summary>
    public int Steps { get; init => field = Constants.AtLeast(1, value, nameof(Lookahead), "the number of steps"); } = Constants.AtLeast(1, Steps, nameof(Lookahead), "the number of steps");

    /// <summary>α, from 0 to 1.</summary>
    public double Rate { get; init => field = Constants.Fraction(value, nameof(Lookahead), "the rate"); } = Constants.Fraction(Rate, nameof(Lookahead), "the rate");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Lookahead With(IOptimizer? inner = null, int? steps = null, double? rate = null) => this with { Inner = inner ?? Inner, Steps = steps ?? Steps, Rate = rate ?? Rate };

    /// <inheritdoc/>
    public override OptimizerState<T> Start<T>(Parameters<T> θ) => base.Start(θ).With(Slow, θ);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Lookahead({Inner}, {Steps}, {Rate})");

    internal override RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) => new Run<T>(this, inner, layout);

    private sealed unsafe class Run<T>(Lookahead lookahead, RunningOptimizer<T> inner, ParameterLayout layout) : WrapperRun<T>(inner, layout, Slow) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private bool _follows;

        public override void Prepare()
        {
            base.Prepare();
            _follows = (Step + 1) % lookahead.Steps == 0;
        }

        public override bool Update(in StepRange<T> range)
        {
            bool finite = Inner.Update(range);
            var slow = Vectors.Now(range.Start, range.Length).First;
            var next = Vectors.Next(range.Start, range.Length).First;
            if (!_follows)
            {
                slow.CopyTo(next);
                return finite;
            }
            finite &= OptimizerPass.Run(new AverageRule<T>(lookahead.Rate), range.NextSpan, slow, next, default, default);
            next.CopyTo(range.NextSpan);
            return finite;
        }
    }
}
