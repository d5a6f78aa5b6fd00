using System.Runtime.InteropServices;

namespace Functional.NN.Kernels;

/// <summary>The pure step of a fused optimizer: one pass into fresh arrays.</summary>
internal static class FusedStep
{
    public static Updated<T> Of<T>(IFusedOptimizer optimizer, Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(θ);
        ArgumentNullException.ThrowIfNull(g);
        ArgumentNullException.ThrowIfNull(state);
        var names = optimizer.VectorNames;
        var old = names.Select(name => θ.Fitting(state[name])).ToArray();
        var next = names.Select(_ => GC.AllocateUninitializedArray<T>(θ.Layout.Size)).ToArray();
        var nextθ = GC.AllocateUninitializedArray<T>(θ.Layout.Size);
        Span<double> scalars = stackalloc double[optimizer.ScalarCount];
        optimizer.Prepare(state.Step, scalars);
        optimizer.Update(scalars, θ.Vector.AsSpan(), θ.Fitting(g).AsSpan(), nextθ, new(Old(old, 0), Old(old, 1), Old(old, 2), Old(old, 3)), new(Next(next, 0), Next(next, 1), Next(next, 2), Next(next, 3)));
        return new(Own(θ, nextθ), state.Next([.. names.Select((name, i) => (name, Own(θ, next[i])))]));
    }

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
