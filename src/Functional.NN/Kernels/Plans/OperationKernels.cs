namespace Functional.NN.Kernels;

/// <summary>The kernel of an operation of a plan: for some of the samples, for the whole batch, or for some rows of its result.</summary>
internal sealed class OperationKernels<T>(int batch, Backend backend) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many samples the batch has.</summary>
    public int Batch => batch;

    /// <summary>For some samples of a batch, or the whole of it.</summary>
    public Kernel<T> Of(PlanOperation operation, int samples)
    {
        var kernel = operation.Form switch
        {
            OperationForm.Pack => new PackKernel<T>(samples, operation.Output.Shape.Sample.Size),
            OperationForm.Unpack => new UnpackKernel<T>(samples, operation.Output.Shape.Sample.Size),
            OperationForm.Copy => new CopyKernel<T>(operation.Output.Shape.Size),
            OperationForm.Blocks => InBlocks(operation, samples),
            OperationForm.Strips => new StripKernel<T>(operation, member => Seen(member, samples), Prepared),
            _ => Seen(operation, samples) is var seen ? Prepared(operation, seen.X, seen.Y) : null!,
        };
        int[] cleared = [.. operation.Outputs.Select((output, i) => (output, i)).Where(o => o.output.Blocked && o.output.SummedOverSamples && operation.Form != OperationForm.Pack).Select(o => o.i)];
        return cleared.Length == 0 || samples % SampleBlocks<T>.Samples == 0 ? kernel
            : new ClearedKernel<T>(kernel, samples, operation.Output.Shape.Sample.Size, [.. cleared.Select(output => output == 0 ? -1 : operation.Inputs.Length + output - 1)]);
    }

    /// <summary>Some rows (places of the first axis) of the result of an operation on the whole batch, and how far into each input they begin; none when it cannot be cut.</summary>
    public (Kernel<T> Kernel, long[] Offsets)? Rows(PlanOperation operation, int first, int rows)
    {
        Shape y = operation.Output.Shape;
        Shape[] x = [.. operation.Inputs.Select(input => input.Shape)];
        switch (operation.Operation)
        {
            case Primitives.MatMul { TransposeB: false } product when y.Rank == 2 && backend == Backend.Managed:
                return (new ProductKernel<T>(x[0], x[1], product.TransposeA, first, rows), [0, 0]);
            case Primitives.Conv2DWeightGradient gradient when operation.Form == OperationForm.Blocks:
                return (new WeightGradientKernel<T>(new TapSums(x[0], y, gradient.Geometry), SampleBlocks<T>.Count(x[0][0]), first, rows, y.Sample.Size), [0, 0]);
            case Primitives.Sum when operation.Members.Length > 0:
                var sums = SummedStrips(operation, rows);
                return (sums, [.. operation.Inputs.Select((input, i) => (long)first * sums.PerChannel(i))]);
            case Primitives.Sum when operation.Form == OperationForm.Blocks && y.Rank > 0 && y[0] == x[0][1]:
                int pixels = x[0].Sample.Size / x[0][1];
                return (new ChannelSumKernel<T>(SampleBlocks<T>.Count(x[0][0]), x[0][1], rows, pixels), [(long)first * pixels * SampleBlocks<T>.Samples]);
            case Primitives.Sum sum when operation.Form == OperationForm.Rows && y.Rank == 1 && new SumLoop(x[0], sum.Axes) is { Outer: 1, Inner: >= 32, Between: null } loop:
                return (new ColumnSumKernel<T>(loop.Count, loop.Inner, rows), [first]);
            case IElementwise when y.Rank > 0:
                bool[] aligned = Array.ConvertAll(x, shape => shape.Rank == y.Rank && shape[0] == y[0]);
                Shape[] some = [.. x.Select((shape, i) => aligned[i] ? shape.With(0, rows) : shape)];
                return (Prepared(operation, some, y.With(0, rows)), [.. x.Select((shape, i) => aligned[i] ? (long)first * shape.Sample.Size : 0)]);
            default:
                return null;
        }
    }

    private Kernel<T> Prepared(PlanOperation operation, Shape[] x, Shape y) => operation switch
    {
        { Fusion: Fusion.RectifiedSum } => new BinaryKernel<T, Elementwise.RectifiedSum<T>>(y, x[0], x[1]),
        { Fusion: Fusion.TanhPullback } => new BinaryKernel<T, Elementwise.TanhPullback<T>>(y, x[0], x[1]),
        { Fusion: Fusion.SigmoidPullback } => new BinaryKernel<T, Elementwise.SigmoidPullback<T>>(y, x[0], x[1]),
        { Fusion: Fusion.BothSoftmaxes } => new BothSoftmaxesKernel<T>(y.Size, y[^1]),
        { Fusion: Fusion.Gated } => new BinaryKernel<T, Elementwise.Gated<T>>(y, x[0], x[1]),
        { Operation: Primitives.MatMul product } when backend != Backend.Managed => new BackendProductKernel<T>(backend, x[0], x[1], product.TransposeA, product.TransposeB),
        _ => operation.Operation!.Prepare<T>(x, y),
    };

    private Kernel<T> InBlocks(PlanOperation operation, int samples)
    {
        int blocks = SampleBlocks<T>.Count(samples);
        Operand[] x = operation.Inputs;
        Shape y = operation.Output.Shape;
        return operation.Operation switch
        {
            Primitives.Conv2D c => new CorrelationKernel<T>(Correlation.Forward(x[0].Shape, x[1].Shape, c.Geometry), blocks, x[0].Shape.Sample.Size, y.Sample.Size, operation.Fusion),
            Primitives.Conv2DInputGradient c => new CorrelationKernel<T>(Correlation.InputGradient(y, x[1].Shape, c.Geometry), blocks, x[0].Shape.Sample.Size, y.Sample.Size),
            Primitives.Conv2DWeightGradient c => new WeightGradientKernel<T>(new TapSums(x[0].Shape, y, c.Geometry), SampleBlocks<T>.Count(x[0].Shape[0]), 0, y[0], y.Sample.Size),
            Primitives.MaxPool2D p => new LargestKernel<T>(new LargestCells(x[0].Shape, p.Windows), blocks, x[0].Shape.Sample.Size, y.Sample.Size),
            Primitives.MaxPoolPush p => new LargestPushKernel<T>(new LargestCells(x[1].Shape, p.Windows), blocks, x[1].Shape.Sample.Size, y.Sample.Size),
            Primitives.MaxPoolPull p => new LargestPullKernel<T>(new LargestCells(y, p.Windows), blocks, y.Sample.Size, x[1].Shape.Sample.Size),
            Primitives.AveragePool2D p => new MeanKernel<T>(new WindowMeans(x[0].Shape, p.Windows, p.Divisor), blocks, x[0].Shape.Sample.Size, y.Sample.Size),
            Primitives.AverageSpread p => new SpreadKernel<T>(new WindowMeans(y, p.Windows, p.Divisor), blocks, y.Sample.Size, x[0].Shape.Sample.Size),
            Primitives.Sum when operation.Members.Length > 0 => SummedStrips(operation, y.Size),
            Primitives.Sum => new ChannelSumKernel<T>(SampleBlocks<T>.Count(x[0].Shape[0]), x[0].Shape[1], x[0].Shape[1], x[0].Shape.Sample.Size / x[0].Shape[1]),
            IElementwise when Seen(operation, samples) is var seen => Prepared(operation, seen.X, seen.Y),
            var other => throw new InvalidOperationException($"{other} has no form in blocks."),
        };
    }

    private SummedStripsKernel<T> SummedStrips(PlanOperation operation, int channels) => new(operation, batch, channels, Prepared);

    /// <summary>The shapes under which a kernel sees what an operation reads and writes, for some of the samples.</summary>
    private SeenShapes Seen(PlanOperation operation, int samples)
    {
        Shape y = operation.Output.Shape;
        if (operation.Form != OperationForm.Blocks)
            return new([.. operation.Inputs.Select((input, i) => operation.Cuts is { } cuts && cuts[i] ? Some(input.Shape) : input.Shape)], operation.Cuts is null ? y : Some(y));
        return new([.. operation.Inputs.Select((input, i) => operation.Cuts![i] ? View(input.Shape) : Lanes(input.Shape))], View(y));

        Shape Some(Shape shape) => shape.With(0, shape[0] / batch * samples);
        Shape View(Shape shape) => shape.Sample.Prepend(SampleBlocks<T>.Count(samples)).Append(SampleBlocks<T>.Samples);
        static Shape Lanes(Shape shape) => shape.Rank == 0 ? shape : shape.Append(1);
    }
}

/// <summary>Under which shapes a kernel sees what it reads and writes.</summary>
internal readonly record struct SeenShapes(Shape[] X, Shape Y);
