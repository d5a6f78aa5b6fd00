using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Where a run stands, in files: to go on after an interruption with the bits of a run that was never interrupted.</summary>
/// <remarks>
/// <para>
/// One safetensors file. Its tensors are the blocks of <see cref="RunState{T}.Hashes"/> that are tensors, under the same names: θ, the network's state, the optimizer's vectors and those of the optimizers inside it, and the same of
/// early stopping's best state. A block of the best state that has the bits of the current one (<c>stopping.best.theta.x</c> and <c>theta.x</c>) is not stored twice.
/// </para>
/// <para>
/// Its metadata have <c>format</c>, which is <c>Functional.NN run 1</c>; <c>run</c>, a JSON text; and <c>run sha256</c>, the SHA-256 of that text in UTF-8. The text says the precision; the layouts of vectors, so that no optimizer is
/// needed to read them; every single number of the state; the SHA-256 of each tensor's bytes, under its name; and the <c>state sha256</c> of the whole. Finite numbers are written with as many digits as read back to
/// the same bits, others as their bits (<c>"0x7ff0000000000000"</c>). So a bit that has changed anywhere in the file is noticed.
/// </para>
/// </remarks>
public static class RunState
{
    /// <summary>Writes where a run stands; a file that is there is replaced only when the new one is complete.</summary>
    /// <param name="run">where it stands</param>
    /// <param name="path">the file</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void Save<T>(this RunState<T> run, string path) where T : unmanaged, IBinaryFloatingPointIeee754<T> => run.ToSafetensors().Write(path);

    /// <summary>The same, where the hashes of the state's blocks have been taken already.</summary>
    internal static void Save<T>(this RunState<T> run, string path, ImmutableArray<BlockHash> hashes) where T : unmanaged, IBinaryFloatingPointIeee754<T> => RunStateWriter<T>.Write(run, hashes).Write(path);

    /// <summary>Where a run stands, as the contents of a safetensors file.</summary>
    /// <exception cref="NNException">The best state belongs to another network than the current one.</exception>
    public static SafetensorsFile ToSafetensors<T>(this RunState<T> run) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(run);
        return RunStateWriter<T>.Write(run, run.Hashes());
    }

    /// <summary>Reads what <see cref="Save{T}(RunState{T}, string)"/> wrote, in the precision in which it was written.</summary>
    /// <param name="path">the file</param>
    /// <param name="network">the network that is trained: equal to the one that was</param>
    /// <exception cref="DataException">The file is missing or damaged (the sentence names the block), or holds something else, such as the state of another network.</exception>
    public static RunState<T> Load<T>(string path, Network network) where T : unmanaged, IBinaryFloatingPointIeee754<T> => FromSafetensors<T>(SafetensorsFile.Read(path), network, path);

    /// <summary>Where a run stands, from what <see cref="ToSafetensors"/> gave.</summary>
    /// <param name="file">the contents of the file</param>
    /// <param name="network">the network that is trained: equal to the one that was</param>
    /// <param name="name">what errors call the file</param>
    /// <exception cref="DataException">The contents are damaged (the sentence names the block) or something else, such as the state of another network.</exception>
    public static RunState<T> FromSafetensors<T>(SafetensorsFile file, Network network, string name = "run state") where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(network);
        try
        {
            return new RunStateReader<T>(file, network).Read();
        }
        catch (NNException e)
        {
            throw new DataException($"{name}: {e.Message}", e);
        }
    }
}
