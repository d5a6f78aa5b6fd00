using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Kernels;
using Functional.NN.Properties.Optimizers;

namespace Functional.NN.Properties.Contract;

/// <summary>The fused steps of optimizers and transformations, with random constants, against algebra on whole vectors.</summary>
public unsafe class OptimizerStepLaws
{
    private static readonly ParameterLayout Layout = ParameterLayout.Of([
        new ParameterSpec("a.weight", [3, 5], new Zeros()), new ParameterSpec("a.bias", [5], new Zeros(), ParameterRole.Bias), new ParameterSpec("b.kernel", [2, 2, 3, 3], new Zeros()), new ParameterSpec("b.scale", [33], new Zeros(), ParameterRole.Scale)]);

    /// <summary>A step of an optimizer: a kernel, or something in its place.</summary>
    internal delegate Updated<T> OptimizerKernel<T>(IOptimizer optimizer, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>An optimizer, how many steps it takes, and where its numbers come from.</summary>
    internal sealed record StepCase(IOptimizer Optimizer, int Steps, int Seed, bool Extremes)
    {
        public Parameters<T> θ<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(Layout, MixedNumbers.Of<T>(Shape.Of(Layout.Size), Seed));

        /// <summary>Extreme where θ stays finite: subnormal, huge, but not infinite.</summary>
        public Parameters<T> Gradient<T>(int step) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            new(Layout, MixedNumbers.Of<T>(Shape.Of(Layout.Size), Seed + 1 + step, Extremes).Map(x => T.IsFinite(x) ? x : T.Zero));
    }

    private static readonly Gen<IOptimizer> Any = Gen.OneOf(RuleDraw.Any, Gen.Elements(TransformationDraw.All.Values.AsEnumerable()).SelectMany(optimizer => optimizer));

    internal static readonly Gen<StepCase> Cases = from optimizer in Any from steps in Gen.Choose(1, 6) from seed in Gen.Choose(0, 1_000_000) from extremes in Draw.Coin select new StepCase(optimizer, steps, seed, extremes);

    public static TheoryData<string> Names => [.. RuleDraw.All.Keys, .. TransformationDraw.All.Keys];

    private static Gen<StepCase> Of(string name) => from optimizer in RuleDraw.All.TryGetValue(name, out var rule) ? rule : TransformationDraw.All[name]
                                                    from c in Cases
                                                    select c with { Optimizer = optimizer };

    /// <summary>Each step has the bits of the algebra on whole vectors, as long as all numbers are finite.</summary>
    internal static void Agrees<T>(OptimizerKernel<T> kernel, StepCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var θ = c.θ<T>();
        var state = c.Optimizer.Start(θ);
        for (int step = 0; step < c.Steps; step++)
        {
            var g = c.Gradient<T>(step);
            var (expected, got) = (TransformationReferences.Step(c.Optimizer, θ, g, state), kernel(c.Optimizer, θ, g, state));
            if (!expected.Parameters.IsFinite || !expected.State.IsFinite) return;
            SameBits.Assert(expected.Parameters.Vector, got.Parameters.Vector, c);
            Assert.Equal(expected.State, got.State);
            (θ, state) = got;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_has_the_bits_of_the_algebra_on_whole_vectors(string name) => Law.Holds(Of(name), c =>
    {
        Agrees<float>((o, θ, g, state) => o.Step(θ, g, state), c);
        Agrees<double>((o, θ, g, state) => o.Step(θ, g, state), c);
    }, tests: 40);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_in_memory_that_is_used_again_by_ranges_in_any_order_has_the_same_bits(string name) => Law.Holds(Of(name), c =>
    {
        Agrees<float>((o, θ, g, state) => InRanges(o, θ, g, state, c.Seed), c);
        Agrees<double>((o, θ, g, state) => InRanges(o, θ, g, state, c.Seed), c);
    }, tests: 25);

    /// <summary>As a run takes it: the gradient measured, then every block in pieces in a drawn order.</summary>
    private static Updated<T> InRanges<T>(IOptimizer optimizer, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var run = RunningOptimizer<T>.Of(optimizer, Layout);
        run.Load(state);
        run.Prepare();
        var whole = new WholeGradient<T>(Layout, new GradientSquares<T>(Layout), Crew.Alone);
        g.Vector.AsSpan().CopyTo(whole.Vector);
        T[] next = [.. Enumerable.Repeat(T.NaN, Layout.Size)];
        fixed (T* from = θ.Vector.AsSpan(), to = next)
        {
            whole.Begin(from, measured: false);
            if (run.NeedsWhole) run.Gather(whole);
            var ranges = Layout.SelectMany((block, i) => Piece.Shuffled(block.Shape.Size, seed).Select(piece => (Block: i, Start: block.Start + piece.First, piece.Count))).ToArray();
            new Random(seed).Shuffle(ranges);
            foreach (var (block, start, count) in ranges) run.Update(new StepRange<T>(block, start, count, from + start, whole.Gradient + start, to + start));
        }
        GC.KeepAlive(whole);
        run.Advance();
        return new(θ.OfVector(Tensor.Of(θ.Vector.Shape, next)), run.State);
    }
}
