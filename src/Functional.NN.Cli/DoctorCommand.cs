using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Spectre.Console;

namespace Functional.NN.Cli;

/// <summary><c>fnn doctor</c>: what this machine has, and what is used of it and why.</summary>
internal static class DoctorCommand
{
    private static readonly string[] Switches = ["DOTNET_EnableHWIntrinsic", "DOTNET_EnableAVX", "DOTNET_EnableAVX2", "DOTNET_EnableAVX512", "DOTNET_gcServer", "DOTNET_TieredPGO"];

    public static Command Create(Terminal terminal)
    {
        var folder = OptionText.Create("--data-dir", "DIR", "The folder to look for data in before $FNN_DATA and the cache.");
        var command = new Command("doctor", "Show runtime, processor, instruction sets, threads, backends, and where data are looked for.") { folder };
        command.SetAction(parsed => Show(terminal, DataFolders.Search(parsed.Text(folder))));
        return command;
    }

    private static int Show(Terminal terminal, DataFolders folders)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("what", "value");
        var backends = NamedBackends.Found().Select(backend => ($"backend {backend.Name}", backend.What));
        foreach (var (name, value) in Machine().Concat(backends).Concat(Data(folders))) table.AddRow(new Text(name), new Text(value));
        terminal.Console().Write(table);
        return ExitCode.Done;
    }

    private static IEnumerable<(string Name, string Value)> Machine()
    {
        yield return ("Functional.NN", typeof(Network).Assembly.GetName().Version!.ToString(3));
        yield return ("runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        yield return ("system", RuntimeInformation.OSDescription.Trim());
        yield return ("processor", Processor());
        yield return ("instruction sets", InstructionSets());
        yield return ("vector width", VectorWidth());
        yield return ("threads", Text($"{Environment.ProcessorCount} processors, {Compute.Default.Threads} threads unless told otherwise"));
        if (Switches.Where(s => Environment.GetEnvironmentVariable(s) is not null).Select(s => $"{s}={Environment.GetEnvironmentVariable(s)}").ToArray() is { Length: > 0 } set)
            yield return ("switches", string.Join(", ", set));
    }

    private static IEnumerable<(string Name, string Value)> Data(DataFolders folders)
    {
        foreach (var place in folders.Places)
            yield return ($"data: {place.Origin}", place.Path is not { } path ? "not set" : Directory.Exists(path) ? path : $"{path} (not there)");
        var found = Mnist.Files.Select(file => Mnist.Find(folders, file)).ToArray();
        yield return ("MNIST", found.All(path => path is not null) ? $"found in {Path.GetDirectoryName(found[0])}"
            : found.Any(path => path is not null) ? $"incomplete: {string.Join(", ", Mnist.Files.Where((_, i) => found[i] is null).Select(file => file.Name))} not found"
            : "not found; put its four IDX files in one of these folders");
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
            ? Text($"{bits} bits: {bits / 32} float or {bits / 64} double")
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

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
