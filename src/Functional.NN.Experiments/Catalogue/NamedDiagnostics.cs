using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A number measured of a state.</summary>
/// <param name="Name">what of: a block's path</param>
/// <param name="Value">the number</param>
public readonly record struct Diagnostic(string Name, double Value);

/// <summary>A pure function of the state after an epoch, block by block of θ.</summary>
public interface IDiagnostic
{
    /// <summary>The numbers of an epoch.</summary>
    ImmutableArray<Diagnostic> Measure<T>(RunState<T> run) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>;
}

/// <summary>The diagnostics by name.</summary>
public static class NamedDiagnostics
{
    /// <summary>One line a diagnostic.</summary>
    public static Registry<IDiagnostic> All { get; } = new("diagnostic",
    [
        new("norms", "‖θ_b‖₂ of every block b of θ", new Norms()),
        new("extremes", "max |θ_b| of every block b of θ", new Extremes()),
    ]);

    private sealed class Norms : IDiagnostic
    {
        public ImmutableArray<Diagnostic> Measure<T>(RunState<T> run) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => Blocks(run, block => Math.Sqrt((block * block).Sum().ToScalar()));
    }

    private sealed class Extremes : IDiagnostic
    {
        public ImmutableArray<Diagnostic> Measure<T>(RunState<T> run) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => Blocks(run, block => block.Shape.Size == 0 ? 0 : block.Abs().Reshape(-1).Max(0).ToScalar());
    }

    private static ImmutableArray<Diagnostic> Blocks<T>(RunState<T> run, Func<Tensor<double>, double> measure) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var θ = run.Train.Parameters;
        return [.. θ.Layout.Select(block => new Diagnostic(block.Path, measure(θ.Block(block).Cast<double>())))];
    }
}
