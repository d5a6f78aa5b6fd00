using System.Numerics;
using Functional.NN.Kernels;
using Functional.NN.Tests.Kernels;

namespace Functional.NN.Tests.Optimizers;

/// <summary>The fused steps against algebra on whole vectors, bit for bit, in one piece and in many.</summary>
public sealed class FusedStepTests
{
    public static TheoryData<string> Names => [.. OptimizerCases.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_fused_step_is_the_algebra_in_every_bit(string name)
    {
        for (int size = 1; size <= 256; size++) Agrees<float>(OptimizerCases.All[name], size, 4);
        for (int size = 1; size <= 256; size++) Agrees<double>(OptimizerCases.All[name], size, 4);
        Agrees<float>(OptimizerCases.All[name], 37, 300);
        Agrees<double>(OptimizerCases.All[name], 37, 300);
    }

    // Long after the last gradient but before the state is all zeros: what decays passes the smallest normal number, and nothing lies below it.
    [Theory, MemberData(nameof(Names))]
    public void A_state_that_decays_ends_in_zeros_without_passing_denormal_numbers(string name)
    {
        var optimizer = OptimizerCases.All[name];
        var θ = Parameters<float>(29, 1, 1, 2);
        var state = optimizer.Start(θ);
        var g = Parameters<float>(29, 2, 1e-37, 1e-16);
        for (int step = 0; step < 60; step++)
        {
            var expected = OptimizerReferences.Step(optimizer, θ, g, state);
            (θ, state) = optimizer.Step(θ, g, state);
            Assert.Equal(expected, new Updated<float>(θ, state));
            Assert.All(state.Vectors.Values, vector => Assert.DoesNotContain(vector.Vector.ToArray(), float.IsSubnormal));
            g = g.Zero;
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_step_in_pieces_and_in_place_gives_the_bits_of_the_whole(string name)
    {
        var optimizer = OptimizerCases.All[name];
        foreach (int size in new[] { 0, 1, 7, 16, 50, 256 })
        {
            var whole = new Flat(optimizer, size);
            Assert.True(whole.Update(0, size));
            foreach (int piece in new[] { 1, 3, 8, 17, 64 })
            {
                var cut = new Flat(optimizer, size);
                for (int start = (size - 1) / piece * piece; start >= 0 && size > 0; start -= piece) Assert.True(cut.Update(start, Math.Min(piece, size - start)));
                Assert.Equal(whole.Bits, cut.Bits);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_number_that_is_not_finite_is_told_wherever_it_is(string name)
    {
        foreach (float bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
            for (int size = 1; size <= 40; size++)
                for (int place = 0; place < size; place++)
                {
                    var flat = new Flat(OptimizerCases.All[name], size);
                    flat.Gradient[place] = bad;
                    Assert.False(flat.Update(0, size));
                }
    }

    [Theory, MemberData(nameof(Names))]
    public void Spans_of_other_lengths_are_refused(string name)
    {
        ElementwiseOptimizer optimizer = (ElementwiseOptimizer)OptimizerCases.All[name];
        var scalars = new double[optimizer.ScalarCount];
        Assert.Throws<ArgumentException>(() => optimizer.Update<float>(scalars, new float[3], new float[4], new float[3], default, default));
        if (optimizer.VectorNames.Count > 0)
            Assert.Throws<ArgumentException>(() => optimizer.Update<float>(scalars, new float[3], new float[3], new float[3], new(new float[2], new float[3]), new(new float[3], new float[3])));
    }

    [Theory, MemberData(nameof(Names))]
    public void Preparing_and_updating_allocate_nothing(string name)
    {
        var flat = new Flat(OptimizerCases.All[name], 50);
        flat.Update(0, 50);
        long before = GC.GetAllocatedBytesForCurrentThread();
        flat.Update(0, 50);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Agrees<T>(IOptimizer optimizer, int size, int steps) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var θ = Parameters<T>(size, 1, 1e-3, 10);
        var state = optimizer.Start(θ);
        for (int step = 0; step < steps; step++)
        {
            var g = Parameters<T>(size, 100 + (ulong)step, typeof(T) == typeof(float) ? 1e-42 : 1e-312, 1e3);
            var expected = OptimizerReferences.Step(optimizer, θ, g, state);
            (θ, state) = optimizer.Step(θ, g, state);
            Assert.Equal(expected.Parameters, θ);
            Assert.Equal(expected.State, state);
        }
    }

    /// <summary>Numbers of both signs between two magnitudes, about logarithmic, and zeros of both signs among them.</summary>
    private static Parameters<T> Parameters<T>(int size, ulong key, double low, double high) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(new Network([1], new Dense(size, Bias: false)).Layout, Tensor.Vector<T>([.. Numbers(size, key, low, high).Select(T.CreateTruncating)]));

    private static IEnumerable<double> Numbers(int size, ulong key, double low, double high) =>
        Samples.Logarithmic(key, low, high, size).OfBothSigns().Select((x, i) => (i % 11) switch { 5 => 0.0, 8 => -0.0, _ => x });

    /// <summary>θ, g and the state as plain arrays, updated in place.</summary>
    private sealed class Flat(IOptimizer optimizer, int size)
    {
        private readonly float[] θ = Draw(1, size), first = Draw(2, size, 0), second = Draw(3, size, 0), third = Draw(5, size, 0);

        public float[] Gradient { get; } = Draw(4, size);

        public int[] Bits => [.. θ.Concat(first).Concat(second).Concat(third).Select(BitConverter.SingleToInt32Bits)];

        public bool Update(int start, int length)
        {
            var fused = (ElementwiseOptimizer)optimizer;
            Span<double> scalars = stackalloc double[fused.ScalarCount];
            fused.Prepare(3, scalars);
            var state = new StateSpans<float>(first, second, third).Slice(start, length);
            return fused.Update<float>(scalars, θ.AsSpan(start, length), Gradient.AsSpan(start, length), θ.AsSpan(start, length), state, state);
        }

        private static float[] Draw(ulong key, int size, double low = -1) => [.. Samples.Uniform(key, low, 1, size).Select(x => (float)x)];
    }
}
