using Functional.NN.Experiments;
using Functional.NN.Providers;

namespace Functional.NN.Cli;

/// <summary>The backends by name. Native ones are loaded when they are asked for, with as many threads as the run has.</summary>
internal static class NamedBackends
{
    /// <summary>One line a backend: it is made with the number of threads.</summary>
    public static Registry<Func<int, Backend>> All { get; } = new("backend",
    [
        new("managed", "built in; the same bits everywhere", _ => Backend.Managed),
        new("mathnet", "whatever provider MathNet uses", _ => Backend.MathNet),
        new("mkl", "Intel MKL, where it is installed", threads => MklBackend.Load(MklOptions.WithThreads(threads))),
        new("openblas", "OpenBLAS, where it is installed", threads => OpenBlasBackend.Load(new OpenBlasOptions(threads))),
    ]);

    /// <summary>How a run computes.</summary>
    /// <param name="name">the backend's name; the built-in one where it is not given</param>
    /// <param name="threads">the threads; all processors where they are not given</param>
    /// <exception cref="NNException">there is no such backend, or it cannot be loaded</exception>
    public static Compute Compute(string? name = null, int? threads = null)
    {
        var compute = Functional.NN.Compute.Default.With(threads: threads);
        return name is null ? compute : compute.With(All.Find(name)(compute.Threads));
    }

    /// <summary>What there is of each backend: what was loaded and by which instructions it computes, or why it is missing and what installs it.</summary>
    public static IEnumerable<(string Name, string What)> Found()
    {
        yield return ("managed", $"{Backend.Managed.Description}; used unless told otherwise");
        yield return ("mathnet", Backend.MathNet.Description);
        yield return ("mkl", MklBackend.TryLoad(out string? withoutMkl)?.Description ?? withoutMkl!);
        yield return ("openblas", OpenBlasBackend.TryLoad(out string? withoutOpenBlas)?.Description ?? withoutOpenBlas!);
    }
}
