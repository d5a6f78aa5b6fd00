using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Functional.NN.Experiments;

/// <summary>A fact of an environment.</summary>
/// <param name="Name">what it is of: <c>processor</c></param>
/// <param name="Value">the fact in words</param>
public sealed record EnvironmentFact(string Name, string Value);

/// <summary>What a run is computed with: library, runtime, system, processor, instruction sets, backend, threads. With the built-in backend none of it changes a bit.</summary>
public static class RunEnvironment
{
    /// <summary>The names of the facts on which bits may depend: the library's version, and the backend where it is not the built-in one.</summary>
    internal const string Library = "Functional.NN", Backend = "backend";

    private static readonly string[] Switches = ["DOTNET_EnableHWIntrinsic", "DOTNET_EnableAVX", "DOTNET_EnableAVX2", "DOTNET_EnableAVX512", "DOTNET_gcServer", "DOTNET_TieredPGO"];

    /// <summary>The version of the library with the revision it was built from.</summary>
    public static string Version => typeof(Network).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>This process and this machine.</summary>
    public static ImmutableArray<EnvironmentFact> Machine()
    {
        var facts = ImmutableArray.CreateBuilder<EnvironmentFact>();
        void Add(string name, string value) => facts.Add(new(name, value));
        Add(Library, Version);
        Add("runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        Add("system", RuntimeInformation.OSDescription.Trim());
        Add("processor", Processor());
        Add("instruction sets", InstructionSets());
        Add("vector width", VectorWidth());
        if (Switches.Where(s => Environment.GetEnvironmentVariable(s) is not null).Select(s => $"{s}={Environment.GetEnvironmentVariable(s)}").ToArray() is { Length: > 0 } set)
            Add("switches", string.Join(", ", set));
        return facts.ToImmutable();
    }

    /// <summary>This process and this machine, and how it computes.</summary>
    public static ImmutableArray<EnvironmentFact> Of(Compute compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        return [.. Machine(), new(Backend, $"{compute.Backend.Name}: {compute.Backend.Description}"), new("threads", compute.Threads.ToString(CultureInfo.InvariantCulture))];
    }

    private static string Processor()
    {
        string? name = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return name is null ? $"{RuntimeInformation.ProcessArchitecture}" : $"{name} ({RuntimeInformation.ProcessArchitecture})";
    }

    private static string VectorWidth() =>
        (Vector512.IsHardwareAccelerated ? 512 : Fma.IsSupported ? 256 : AdvSimd.Arm64.IsSupported ? 128 : 0) is > 0 and int bits
            ? Invariant.Text($"{bits} bits: {bits / 32} float or {bits / 64} double")
            : "none that the kernels use: they need fused multiply-adds, and are slow without";

    private static string InstructionSets()
    {
        (string Name, bool There)[] sets =
        [
            ("AVX-512F", Avx512F.IsSupported), ("AVX-512BW", Avx512BW.IsSupported), ("AVX-512DQ", Avx512DQ.IsSupported), ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported),
            ("AVX", Avx.IsSupported), ("SSE4.2", Sse42.IsSupported), ("AdvSimd", AdvSimd.IsSupported),
        ];
        string there = string.Join(", ", sets.Where(set => set.There).Select(set => set.Name));
        string[] wanted = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? ["AVX-512F", "AVX2", "FMA"] : ["AdvSimd"];
        string missing = string.Join(", ", sets.Where(set => !set.There && wanted.Contains(set.Name)).Select(set => set.Name));
        return (there.Length == 0 ? "none" : there) + (missing.Length == 0 ? "" : $"; without {missing}");
    }
}
