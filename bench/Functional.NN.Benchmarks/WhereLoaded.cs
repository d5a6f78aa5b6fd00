using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using Functional.NN.Providers;

namespace Functional.NN.Benchmarks;

/// <summary>Leaves out what a library computes that is not on the machine.</summary>
public sealed class WhereLoaded : ManualConfig
{
    /// <summary>Asks each library once.</summary>
    public WhereLoaded()
    {
        var missing = new HashSet<string>();
        if (MklBackend.TryLoad(out _, MklOptions.WithThreads(1)) is null) missing.Add("Mkl");
        if (OpenBlasBackend.TryLoad(out _, new OpenBlasOptions(1)) is null) missing.Add("OpenBlas");
        AddFilter(new SimpleFilter(benchmark => !missing.Contains(benchmark.Descriptor.WorkloadMethod.Name)));
    }
}
