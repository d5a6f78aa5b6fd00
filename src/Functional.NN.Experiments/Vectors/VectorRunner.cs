using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>Runs reference vectors: numbers from an independent implementation that the library must reproduce.</summary>
/// <remarks>
/// A case whose operation, option, input or expected output is not known is unsupported, never passed; the format is described in <c>tests/vectors/README.md</c>.
/// Computation is in <c>double</c> unless the case names <c>single</c>.
/// </remarks>
public static class VectorRunner
{
    /// <summary>Everything that is supported; one line for each family.</summary>
    private static readonly ImmutableArray<VectorOperation> Operations =
    [
        .. ActivationVectors.All,
        .. LossVectors.All,
        .. LayerVectors.All,
        .. NormalizationVectors.All,
        .. EmbeddingVectors.All,
        .. OptimizerVectors.All,
        .. ScheduleVectors.All,
        .. InitializerVectors.All,
        .. NetworkVectors.All,
        .. DerivativeVectors.All,
        .. SeedExampleVectors.All,
        .. FunctionVectors.All,
    ];

    /// <summary>Runs every case of every <c>.json</c> file of a directory.</summary>
    /// <exception cref="DataException">The directory is missing or has no such file, or a file is not of the described form; the sentence names file and case.</exception>
    public static VectorReport Run(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return new VectorReport(Files(directory).Select(Family));
    }

    private static IReadOnlyList<string> Files(string directory)
    {
        try
        {
            string[] files = Directory.Exists(directory) ? Directory.GetFiles(directory, "*.json") : throw new DataException($"Vectors: there is no directory \"{directory}\".");
            return files.Length > 0 ? [.. files.OrderBy(Path.GetFileNameWithoutExtension, StringComparer.Ordinal)]
                : throw new DataException($"Vectors: the directory \"{directory}\" has no .json file.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"Vectors: the directory \"{directory}\" cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static VectorFamily Family(string path) => new(Path.GetFileNameWithoutExtension(path), [.. VectorReader.Read(path).Select(Run)]);

    private static VectorResult Run(VectorCase given)
    {
        try
        {
            if (given.Strange is { } field) throw new UnsupportedException($"the field \"{field}\" is not known");
            var operation = Operations.FirstOrDefault(o => o.Name == given.Operation && (o.Kind is null || o.Kind == given.Kind))
                ?? throw new UnsupportedException($"the operation \"{given.Operation}\" ({given.Kind}) is not supported");
            operation.Check(given);
            return operation.Compute(given).Compare(given);
        }
        catch (UnsupportedException unsupported)
        {
            return new VectorResult(given.Name, VectorOutcome.Unsupported, Message: unsupported.Message);
        }
        catch (Exception refused) when (refused is not DataException and not OutOfMemoryException)
        {
            return new VectorResult(given.Name, VectorOutcome.Failed, Message: refused.Message);
        }
    }
}
