namespace Functional.NN.Kernels;

/// <summary>The pure step of an optimizer that is defined by what it does in memory: the same passes over fresh memory.</summary>
internal static unsafe class RunningStep
{
    public static Updated<T> Of<T>(IRunnable optimizer, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(θ);
        ArgumentNullException.ThrowIfNull(g);
        ArgumentNullException.ThrowIfNull(state);
        var run = optimizer.Run<T>(θ.Layout, inPlace: false);
        run.Load(state);
        run.Prepare();
        var whole = new WholeGradient<T>(θ.Layout, new GradientSquares<T>(θ.Layout), Crew.Alone);
        θ.Fitting(g).AsSpan().CopyTo(whole.Vector);
        T[] next = θ.Vector.ToArray();
        fixed (T* from = θ.Vector.AsSpan(), to = next)
        {
            whole.Begin(from, measured: false);
            if (run.NeedsWhole) run.Gather(whole);
            foreach (var (block, start, length) in LayoutRanges.Of(θ.Layout)) run.Update(new StepRange<T>(block, start, length, from + start, whole.Gradient + start, to + start));
        }
        GC.KeepAlive(whole);
        run.Advance();
        return new(θ.OfVector(Tensor<T>.Own(θ.Vector.Shape, next)), run.State);
    }
}
