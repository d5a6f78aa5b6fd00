using System.Numerics;
using Functional.NN.Kernels;
using Functional.NN.Primitives;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Engine;

/// <summary>Every operation made ready for fixed shapes has the bits of its eager form, writes every element of its result, and nothing else.</summary>
public sealed class KernelTests
{
    /// <summary>Operations that work only on samples in blocks and are made ready by the plan, and views, which need no kernel.</summary>
    private static readonly Type[] WithoutKernel =
    [
        typeof(Functional.NN.Primitives.Conv2D), typeof(Conv2DInputGradient), typeof(Conv2DWeightGradient), typeof(Functional.NN.Primitives.MaxPool2D), typeof(MaxPoolPush), typeof(MaxPoolPull),
        typeof(AveragePool2D), typeof(AverageSpread), typeof(Functional.NN.Primitives.Identity), typeof(Labelled), typeof(Functional.NN.Primitives.Reshape), typeof(StopGradient),
        typeof(VarianceAboutMean), typeof(ScaledDeviation),
    ];

    private static readonly Primitive[] Unary =
    [
        new Negate(), new Exp(), new Expm1(), new Log(), new Log1p(), new Sqrt(), new Sin(), new Cos(), new Atan(), new Functional.NN.Primitives.Tanh(), new Functional.NN.Primitives.Sigmoid(),
        new Functional.NN.Primitives.Softplus(), new Erf(), new Erfc(), new Functional.NN.Primitives.Relu(), new Abs(), new Heaviside(), new Functional.NN.Primitives.Sign(), new Functional.NN.Primitives.Softsign(), new Functional.NN.Primitives.TanhShrink(), new Power(3), new Power(-1.5), new Power(0.5),
    ];

    private static readonly Primitive[] Binary = [new Add(), new Subtract(), new Multiply(), new Divide(), new Maximum(), new Minimum(), new GreaterThan()];

    private static readonly (Primitive Operation, Shape[] Inputs)[] OddShapes =
    [
        .. new (Shape A, Shape B)[]
        {
            ([], []), ([7], []), ([], [7]), ([3, 4], [4]), ([3, 1], [3, 4]), ([1, 5], [6, 1]), ([2, 3, 4], [3, 1]), ([33, 5], [33, 5]), ([17, 3, 1, 1], [1, 3, 5, 2]), ([0, 4], [4]), ([16, 31], [31]), ([31, 1], [1, 33]),
        }.SelectMany(s => Binary.Select(operation => (operation, (Shape[])[s.A, s.B]))),
        (new Transpose([1, 0]), [[17, 33]]), (new Transpose([2, 0, 1]), [[3, 5, 7]]), (new Transpose([-1, 0, -2]), [[2, 9, 4]]), (new Transpose([0, 2, 1]), [[5, 16, 16]]), (new Transpose([]), [[]]),
        (new BroadcastTo([4, 3, 5]), [[5]]), (new BroadcastTo([4, 3, 5]), [[3, 1]]), (new BroadcastTo([4, 3, 5]), [[4, 1, 1]]), (new BroadcastTo([6]), [[]]), (new BroadcastTo([2, 33]), [[2, 1]]),
        (new Sum([0], false), [[33, 5]]), (new Sum([1], true), [[5, 33]]), (new Sum([0, 2], false), [[17, 3, 5]]), (new Sum([0, 2, 3], false), [[18, 3, 4, 5]]), (new Sum([0, 1], true), [[3, 4]]), (new Sum([], false), [[3]]),
        (new Sum([1], false), [[4, 100, 37]]), (new Sum([-1, 0], false), [[2, 3, 40]]),
        (new Slice(1, 1, 2), [[3, 4]]), (new Slice(0, 2, 3), [[7, 5]]), (new Slice(2, 0, 1), [[2, 3, 4]]),
        (new Pad(1, 2, 1), [[3, 4]]), (new Pad(0, 0, 3), [[2, 5]]), (new Pad(2, 1, 0), [[2, 3, 4]]),
        (new Reverse(1), [[3, 4]]), (new Reverse(0), [[5, 2]]),
        (new Gather([2, 0, 2, 1]), [[3, 5]]), (new Gather([]), [[3, 5]]), (new ScatterAdd([1, 4, 1], 5), [[3, 4]]), (new ScatterAdd([0, 0, 0], 1), [[3]]),
        (new WindowSum(1, 2, 1), [[3, 7]]), (new WindowSum(0, 0, 5), [[4, 3]]), (new WindowSum(1, 2, 2), [[2, 6, 3, 7]]), (new WindowSum(2, 1, 0), [[2, 3, 5]]), (new WindowSum(0, 1, 1), [[1]]),
        (new Concat(1), [[3, 4], [3, 1], [3, 17]]), (new Concat(0), [[2, 5], [3, 5]]), (new Concat(2), [[2, 3, 1], [2, 3, 4]]),
        (new MaxAlong(1), [[3, 33]]), (new MaxAlong(0), [[17, 4]]), (new MaxAlong(1), [[2, 5, 3]]),
        (new FirstLargest(1), [[3, 33]]), (new FirstLargest(0), [[17, 4]]), (new FirstLargest(1), [[2, 5, 3]]),
        .. Enumerable.Range(1, 40).SelectMany(n => new (Primitive, Shape[])[] { (new Functional.NN.Primitives.Softmax(), [[3, n]]), (new Functional.NN.Primitives.LogSoftmax(), [[3, n]]) }),
        (new MatMul(false, false), [[7, 5], [5, 9]]), (new MatMul(true, false), [[5, 7], [5, 9]]), (new MatMul(false, true), [[7, 5], [9, 5]]), (new MatMul(true, true), [[5, 7], [9, 5]]),
        (new MatMul(false, false), [[3, 7, 5], [3, 5, 9]]), (new MatMul(true, true), [[3, 5, 7], [3, 9, 5]]), (new MatMul(false, true), [[1, 1], [1, 1]]), (new MatMul(false, false), [[33, 65], [65, 17]]), (new MatMul(true, false), [[100, 33], [100, 31]]),
    ];

    [Fact]
    public void Every_operation_has_a_kernel_of_its_own_or_is_known_to_need_none()
    {
        var all = typeof(Primitive).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Primitive)) && !t.IsAbstract).ToList();
        var with = all.Where(t => t.GetMethod(nameof(Primitive.Prepare))!.DeclaringType != typeof(Primitive));
        Assert.Equal(all.Except(WithoutKernel).Order(ByName), with.Order(ByName));
        Assert.Equal(with.Order(ByName), Unary.Concat(Binary).Concat(OddShapes.Select(c => c.Operation)).Concat([new Where(), new OneHot(2), new Lookup(), new LookupTransposed([])]).Select(p => p.GetType()).Distinct().Order(ByName));
    }

    [Fact]
    public void Functions_of_one_number_agree_over_every_length()
    {
        foreach (var operation in Unary)
            for (int n = 0; n <= 256; n++)
            {
                Check<float>(operation, [n]);
                Check<double>(operation, [n]);
            }
    }

    [Fact]
    public void Functions_of_two_numbers_agree_over_every_length()
    {
        foreach (var operation in Binary)
            for (int n = 0; n <= 256; n++)
            {
                Check<float>(operation, [n], [n]);
                Check<double>(operation, [n], [n]);
                Check<float>(operation, [n], []);
            }
    }

    [Fact]
    public void Choices_agree_over_every_length()
    {
        for (int n = 0; n <= 256; n++)
        {
            Check<float>(new Where(), [n], [n], [n]);
            Check<double>(new Where(), [n], [n], [n]);
        }
    }

    [Fact]
    public void Operations_agree_over_odd_shapes()
    {
        foreach (var (operation, inputs) in OddShapes)
        {
            Check<float>(operation, inputs);
            Check<double>(operation, inputs);
        }
    }

    [Fact]
    public void Class_indices_become_rows_with_a_single_one()
    {
        for (int n = 0; n <= 40; n++) Same(new OneHot(5), [Tensor.Generate([n], i => (float)(i * 3 % 5))]);
        Same(new OneHot(3), [Tensor.Generate([2, 7], i => (double)(i % 3))]);
    }

    [Fact]
    public void Rows_are_looked_up_and_added_up_at_their_places()
    {
        foreach (Shape row in (Shape[])[[1], [7], [33], [2, 5]])
            for (int n = 0; n <= 20; n++)
            {
                var places = Tensor.Generate([n], i => (float)(i * i % 6));
                Same(new Lookup(), [Mixed<float>(row.Prepend(6), 1), places]);
                Same(new LookupTransposed(row.Prepend(6)), [Mixed<float>(row.Prepend(n), 2), places]);
            }
        Same(new Lookup(), [Mixed<double>([3, 4], 1), Tensor.Generate([2, 5], i => (double)(i % 3))]);
        Same(new Lookup(), [Mixed<double>([3], 1), Tensor.Scalar(2.0)]);
    }

    [Fact]
    public void An_elementwise_kernel_may_write_where_it_reads()
    {
        foreach (var operation in Unary.Concat(Binary).Append(new Where()))
            for (int n = 1; n <= 70; n++)
            {
                Tensor<float>[] x = [.. Enumerable.Range(0, Arity(operation)).Select(i => Mixed<float>([n], i))];
                for (int replaced = 0; replaced < x.Length; replaced++) Assert.Equal(operation.Forward(x), Run(operation, x, [n], replaced));
            }
    }

    private static Comparer<Type> ByName { get; } = Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name));

    private static int Arity(Primitive operation) => operation is Where ? 3 : Binary.Contains(operation) ? 2 : 1;

    private static void Check<T>(Primitive operation, params Shape[] inputs) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Same(operation, [.. inputs.Select((shape, i) => Mixed<T>(shape, i))]);

    private static void Same<T>(Primitive operation, Tensor<T>[] x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = operation.Forward(x);
        var got = Run(operation, x, expected.Shape);
        Assert.True(expected == got, $"{operation} of {string.Join(", ", x.Select(t => t.Shape))}: expected {expected}, got {got}");
    }

    /// <summary>Ordinary numbers, and now and then a zero, a pair of equal ones, or a large one.</summary>
    private static Tensor<T> Mixed<T>(Shape shape, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Numbers.Some<T>(shape, seed + 100).Map(x => T.Abs(x) < T.CreateTruncating(0.05) ? T.Zero : T.Abs(x) > T.CreateTruncating(0.95) ? x * T.CreateTruncating(40) : x);

    /// <summary>Runs the kernel between guards that must stay as they are, over a result full of NaN.</summary>
    /// <param name="operation">the operation</param>
    /// <param name="x">its inputs</param>
    /// <param name="shape">of the result</param>
    /// <param name="replaced">the input whose memory the result takes, or −1</param>
    private static unsafe Tensor<T> Run<T>(Primitive operation, Tensor<T>[] x, Shape shape, int replaced = -1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Guard = 16;
        var kernel = operation.Prepare<T>([.. x.Select(t => t.Shape)], shape);
        Pinned<T>[] inputs = [.. x.Select(t => new Pinned<T>(t.Shape.Size))];
        for (int i = 0; i < x.Length; i++) x[i].AsSpan().CopyTo(inputs[i].Span);
        var result = new Pinned<T>(shape.Size + 2 * Guard);
        result.Span.Fill(T.NaN);
        T** at = stackalloc T*[Math.Max(1, x.Length)];
        for (int i = 0; i < x.Length; i++) at[i] = inputs[i].Start;
        T* to = replaced < 0 ? result.Start + Guard : inputs[replaced].Start;
        kernel.Run(at, to);
        var got = Tensor.Of(shape, new ReadOnlySpan<T>(to, shape.Size));
        foreach (var guard in result.Span[..Guard]) Assert.True(T.IsNaN(guard), "written before the result");
        foreach (var guard in result.Span[^Guard..]) Assert.True(T.IsNaN(guard), "written after the result");
        for (int i = 0; i < x.Length; i++)
            if (i != replaced) Assert.True(x[i].AsSpan().SequenceEqual(inputs[i].Span), "an input was written");
        GC.KeepAlive(inputs);
        return got;
    }
}
