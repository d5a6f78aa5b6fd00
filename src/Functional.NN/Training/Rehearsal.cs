using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>
/// While the first step of the first run of a process is taken eagerly, most of its time is the just-in-time compiler's. Another processor meanwhile goes through what
/// comes after: it plans and runs a small step made up here, so that this code is compiled when it is needed. Nothing depends on it, and no number comes of it.
/// </summary>
internal static unsafe class Rehearsal<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Samples = 16, Inputs = 16, Hidden = 32, Classes = 8;

    private static int s_begun;

    public static void Begin(Trainer<T> trainer)
    {
        if (trainer.Compute.Workers == 1 || Environment.ProcessorCount == 1 || Interlocked.Exchange(ref s_begun, 1) == 1) return;
        ThreadPool.UnsafeQueueUserWorkItem(_ =>
        {
            try
            {
                Images(trainer.Network);
                Step(trainer.Optimizer is IRunnable and IOptimizer optimizer ? optimizer : new Sgd(0));
                Products();
            }
            catch (NNException)
            {
                // What cannot be rehearsed is compiled when its turn comes.
            }
        }, null);
    }

    /// <summary>The kernels of the network's convolutions, those of the last first: the eager step begins with the others.</summary>
    private static void Images(Network network)
    {
        foreach (var child in network.Body.Children(network.Input).Reverse())
        {
            if ((child.Layer is NamedLayer named ? named.Layer : child.Layer) is not IConvolutionLayer layer) continue;
            var (sample, weight, geometry) = layer.Form(child.Input);
            Shape x = sample.Prepend(Samples), y = geometry.OutputShape(x, weight);
            var (image, taps, cotangent) = (new Pinned<T>(x.Size), new Pinned<T>(weight.Size + y[1]), new Pinned<T>(y.Size));
            new TapSums(x, weight, geometry).Channels(image.Start, cotangent.Start, 1, 0, weight[0], taps.Start);
            Correlation.InputGradient(x, weight, geometry).Block(cotangent.Start, taps.Start, image.Start);
            Correlation.Forward(x, weight, geometry).RectifiedBlockPlusBias(image.Start, taps.Start, taps.Start + weight.Size, cotangent.Start);
            GC.KeepAlive(image);
            GC.KeepAlive(taps);
            GC.KeepAlive(cotangent);
        }
    }

    /// <summary>A step of a perceptron with one hidden layer, planned and run, with the run's own optimizer.</summary>
    private static void Step(IOptimizer optimizer)
    {
        var network = new Network([Inputs], new Dense(Hidden), new Relu(), new Dense(Classes));
        var model = new Model<T>(network, network.Initialize<T>(default));
        var (numbers, squares, running) = (new RunningNumbers<T>(model), new GradientSquares<T>(network.Layout), RunningOptimizer<T>.Of(optimizer, network.Layout));
        running.Load(optimizer.Start(model.Parameters));
        var sink = new UpdateSink<T>(running, network.Layout, numbers, squares, Crew.Alone);
        var recorded = Graph(network);
        var plan = new Plan<T>(recorded.Graph, network.Layout, model.State, Samples, 1, Backend.Managed);
        sink.Begin();
        plan.Run(Crew.Alone, numbers.Parameters, numbers.State, default, 0, sink, CancellationToken.None);
        GC.KeepAlive(numbers);
        sink.End();
        var measures = new RunningMetrics([]);
        plan.Measure(recorded.Results, Samples, measures);
        measures.GradientNorm = squares.Norm;
        new RunningMetrics([]).Add(measures);
    }

    /// <summary>The operations that the recording of such a step has.</summary>
    private static RecordedStep Graph(Network network)
    {
        var order = new List<Node>();
        Node Add(Node node)
        {
            order.Add(node);
            return node;
        }
        Node Of(Shape shape, Primitive operation, params Node[] inputs) => Add(new Node(NodeSource.Operation, shape, operation, inputs));
        Node[] θ = [.. network.Layout.Select((block, i) => Add(new Node(NodeSource.Parameter, block.Shape) { Index = i }))];
        Node x = Add(new Node(NodeSource.Inputs, [Samples, Inputs])), targets = Add(new Node(NodeSource.Targets, [Samples]));
        Node count = Add(new Node(NodeSource.Constant, Shape.Scalar) { Constant = Tensor.Scalar((double)Samples) });
        Node h = Of([Samples, Hidden], new Primitives.Relu(), Of([Samples, Hidden], new Primitives.Add(), Of([Samples, Hidden], new Primitives.MatMul(false, false), x, θ[0]), θ[1]));
        Node z = Of([Samples, Classes], new Primitives.Add(), Of([Samples, Classes], new Primitives.MatMul(false, false), h, θ[2]), θ[3]);
        Node t = Of([Samples, Classes], new Primitives.OneHot(Classes), targets), log = Of([Samples, Classes], new Primitives.LogSoftmax(), z);
        Node terms = Of([Samples], new Primitives.Negate(), Of([Samples], new Primitives.Sum([1], false), Of([Samples, Classes], new Primitives.Multiply(), t, log)));
        Node loss = Of(Shape.Scalar, new Primitives.Divide(), Of(Shape.Scalar, new Primitives.Sum([0], false), terms), count);
        Node right = Of([Samples, Classes], new Primitives.Multiply(), Of([Samples, Classes], new Primitives.FirstLargest(1), z), t);
        Node dz = Of([Samples, Classes], new Primitives.Subtract(), Of([Samples, Classes], new Primitives.Softmax(), z), right);
        Node dh = Of([Samples, Hidden], new Primitives.Multiply(), Of([Samples, Hidden], new Primitives.MatMul(false, true), dz, θ[2]), Of([Samples, Hidden], new Primitives.Heaviside(), h));
        Node[] gradients =
        [
            Of([Inputs, Hidden], new Primitives.MatMul(true, false), x, dh), Of([Hidden], new Primitives.Sum([0], false), dh),
            Of([Hidden, Classes], new Primitives.MatMul(true, false), h, dz), Of([Classes], new Primitives.Sum([0], false), dz),
        ];
        var results = new StepResults(loss, loss, loss, count, [], [], [.. gradients]);
        return new(StepGraph.Of(order, results), results);
    }

    /// <summary>The heights of tiles that products are most often cut into.</summary>
    private static void Products()
    {
        int columns = 2 * Vector<T>.Count * (System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 2 : 1);
        var (a, b, c) = (new Pinned<T>(16), new Pinned<T>(columns), new Pinned<T>(16 * columns));
        foreach (int rows in (ReadOnlySpan<int>)[13, 12, 14, 11, 10, 8]) MatrixProduct.Multiply(a.Start, 1, 1, b.Start, columns, c.Start, columns, rows, 1, columns, accumulate: false);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(c);
    }
}
