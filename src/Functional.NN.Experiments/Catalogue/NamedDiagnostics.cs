using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A number measured of a state.</summary>
/// <param name="Name">what of: a block's path</param>
/// <param name="Value">the number</param>
public readonly record struct Diagnostic(string Name, double Value);

/// <summary>A pure function of θ before an epoch and θ after it, block by block.</summary>
public interface IDiagnostic
{
    /// <summary>The numbers of an epoch.</summary>
    ImmutableArray<Diagnostic> Measure<T>(Parameters<T> before, Parameters<T> after) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>;
}

/// <summary>The diagnostics by name.</summary>
public static class NamedDiagnostics
{
    /// <summary>One line a diagnostic.</summary>
    public static Registry<IDiagnostic> All { get; } = new("diagnostic",
    [
        new("norms", "‖θ_b‖₂ of every block b of θ", new BlockNorms()),
        new("changes", "‖Δθ_b‖₂/‖θ_b‖₂ over the epoch, of every block b", new BlockChanges()),
    ]);

    private static double Norm<T>(Tensor<T> block) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var numbers = block.Cast<double>();
        return Math.Sqrt((numbers * numbers).Sum().ToScalar());
    }

    private sealed class BlockNorms : IDiagnostic
    {
        public ImmutableArray<Diagnostic> Measure<T>(Parameters<T> before, Parameters<T> after) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
            [.. after.Layout.Select(block => new Diagnostic(block.Path, Norm(after.Block(block))))];
    }

    private sealed class BlockChanges : IDiagnostic
    {
        public ImmutableArray<Diagnostic> Measure<T>(Parameters<T> before, Parameters<T> after) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
            [.. after.Layout.Select(block => new Diagnostic(block.Path, Ratio(Norm(after.Block(block) - before.Block(block)), Norm(after.Block(block)))))];

        private static double Ratio(double change, double size) => size == 0 ? 0 : change / size;
    }
}
