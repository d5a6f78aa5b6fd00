using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>The gradient of each unit's weights without its mean: g ← g − mean(g) over what leads into one output.</summary>
/// <remarks>
/// Yong et al. 2020, "Gradient centralization". It touches blocks of role weight with two axes or more: of a matrix (inputs × outputs) the mean of each column, of a kernel
/// (out × in × …) the mean of each output's numbers. The means are sums in the order of all sums here, divided by their number, in the precision of θ.
/// </remarks>
/// <param name="Inner">the optimizer that steps by the centred gradient</param>
public sealed record GradientCentralization(IOptimizer Inner) : OptimizerTransformation(Inner)
{
    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => $"GradientCentralization({Inner})";

    internal override RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) => new Run<T>(inner, layout);

    private sealed unsafe class Run<T>(RunningOptimizer<T> inner, ParameterLayout layout) : GradientRun<T>(inner, layout) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T[]?[] _means = [.. layout.Select(block => block.Role == ParameterRole.Weight && block.Shape.Rank > 1 && block.Shape.Size > 0 && !block.Frozen ? new T[block.Shape[block.Shape.Rank == 2 ? 1 : 0]] : null)];

        protected override bool Measures => true;

        protected override bool Changes => true;

        protected override bool ChangesBlock(int block) => _means[block] is not null;

        protected override void Measure(WholeGradient<T> whole)
        {
            for (int i = 0; i < _means.Length; i++)
                if (_means[i] is { } means) Means(whole.Vector.Slice(Layout[i].Start, Layout[i].Shape.Size), Layout[i].Shape, means);
        }

        private static void Means(ReadOnlySpan<T> gradient, Shape shape, T[] means)
        {
            int count = gradient.Length / means.Length;
            if (shape.Rank == 2) Reduction.Columns(gradient, count, means.Length, means);
            else for (int i = 0; i < means.Length; i++) means[i] = Reduction.Row(gradient.Slice(i * count, count));
            T n = T.CreateTruncating(count);
            for (int i = 0; i < means.Length; i++) means[i] /= n;
        }

        protected override void Change(in StepRange<T> range, T* to)
        {
            var shape = Layout[range.Block].Shape;
            int row = shape.Size / shape[0];
            for (int first = 0; first < range.Length;)
            {
                int place = range.Start - Layout[range.Block].Start + first, length = Math.Min(row - place % row, range.Length - first);
                var gradient = range.GradientSpan.Slice(first, length);
                var means = _means[range.Block]!.AsSpan(shape.Rank == 2 ? place % row : place / row);
                if (shape.Rank == 2) OptimizerPass.Run(new MinusEach<T>(), means[..length], gradient, new Span<T>(to + first, length), default, default);
                else OptimizerPass.Run(new MinusOne<T>(means[0]), gradient, gradient, new Span<T>(to + first, length), default, default);
                first += length;
            }
        }
    }

    /// <summary>g − m, with the means in θ's place.</summary>
    private readonly struct MinusEach<T> : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static int Vectors => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> => g - θ;
    }

    /// <summary>g − m for one m.</summary>
    private readonly struct MinusOne<T>(T mean) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T mean = mean;

        public static int Vectors => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> => g - mean;
    }
}
