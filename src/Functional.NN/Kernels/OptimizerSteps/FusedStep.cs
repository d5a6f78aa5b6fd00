using System.Runtime.InteropServices;

namespace Functional.NN.Kernels;

/// <summary>The pure step of an elementwise optimizer: one pass into fresh arrays.</summary>
internal static class FusedStep
{
    public static Updated<T> Of<T>(ElementwiseOptimizer optimizer, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(θ);
        ArgumentNullException.ThrowIfNull(g);
        ArgumentNullException.ThrowIfNull(state);
        var names = optimizer.VectorNames;
        var old = names.Select(name => θ.Fitting(state[name])).ToArray();
        var next = old.Select(vector => Fresh(θ.Layout, vector)).ToArray();
        var nextθ = Fresh(θ.Layout, θ.Vector);
        double[] numbers = [.. optimizer.NumberNames.Select(state.Number)];
        Span<double> scalars = stackalloc double[optimizer.ScalarCount];
        optimizer.PrepareWith(numbers, state.Step, scalars);
        var from = new StateSpans<T>(Old(old, 0), Old(old, 1), Old(old, 2), Old(old, 3));
        var to = new StateSpans<T>(Next(next, 0), Next(next, 1), Next(next, 2), Next(next, 3));
        foreach (var (start, length) in θ.Layout.Trained)
            optimizer.Update(scalars, θ.Vector.AsSpan().Slice(start, length), θ.Fitting(g).AsSpan().Slice(start, length), nextθ.AsSpan(start, length), from.Slice(start, length), to.Slice(start, length));
        var nextState = state.Next([.. names.Select((name, i) => (name, Own(θ, next[i])))]);
        for (int i = 0; i < numbers.Length; i++) nextState = nextState.With(optimizer.NumberNames[i], numbers[i]);
        return new(Own(θ, nextθ), nextState);
    }

    /// <summary>Memory for the next numbers; what is not trained has its own already.</summary>
    private static T[] Fresh<T>(ParameterLayout layout, Tensor<T> now) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        layout.HasFrozen ? now.ToArray() : GC.AllocateUninitializedArray<T>(layout.Size);

    /// <summary>The memory of a vector that is only read.</summary>
    private static Span<T> Old<T>(Tensor<T>[] vectors, int i) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (i >= vectors.Length) return default;
        var span = vectors[i].AsSpan();
        return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(span), span.Length);
    }

    private static Span<T> Next<T>(T[][] vectors, int i) => i < vectors.Length ? vectors[i] : default(Span<T>);

    private static Parameters<T> Own<T>(Parameters<T> θ, T[] numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T> => θ.OfVector(Tensor<T>.Own(θ.Vector.Shape, numbers));
}
