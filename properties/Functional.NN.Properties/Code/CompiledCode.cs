using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;

namespace Functional.NN.Properties.Code;

/// <summary>C# text compiled by the compiler of the SDK that runs the tests, and what it comes to.</summary>
internal static class CompiledCode
{
    /// <summary>The values of expressions, in order; the compiler's sentences where one does not compile.</summary>
    public static object?[] Values(IReadOnlyList<string> expressions) => [.. Assembly("""
        using System.Collections.Generic;
        using Functional.NN;
        using Functional.NN.Properties.Code;

        public static class Values
        {
        """ + string.Concat(expressions.Select((expression, i) => $"\n    public static object V{i}() => {expression};\n")) + "}\n")
        .GetType("Values")!.GetMethods(BindingFlags.Public | BindingFlags.Static).OrderBy(m => m.MetadataToken).Select(m => m.Invoke(null, null))];

    /// <summary>Runs top-level statements; what they throw comes out.</summary>
    public static void Run(string statements)
    {
        var entry = Assembly(statements, "exe").EntryPoint!;
        entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, entry.GetParameters().Length == 0 ? null : [Array.Empty<string>()], null);
    }

    private static Assembly Assembly(string source, string target = "library")
    {
        string folder = Directory.CreateTempSubdirectory("functional-nn-code").FullName;
        try
        {
            string file = Path.Combine(folder, "Code.cs"), output = Path.Combine(folder, "Code.dll"), response = Path.Combine(folder, "Code.rsp");
            File.WriteAllText(file, source);
            string assemblies = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
            File.WriteAllLines(response, [$"-target:{target}", "-nologo", "-langversion:latest", "-nowarn:1701,1702", $"-out:\"{output}\"", $"\"{file}\"", .. assemblies.Split(Path.PathSeparator).Where(a => a.Length > 0).Select(a => $"-reference:\"{a}\"")]);
            Compile(response);
            return new AssemblyLoadContext(folder).LoadFromStream(new MemoryStream(File.ReadAllBytes(output)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compile(string response)
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        string compiler = Directory.GetDirectories(Path.Combine(root, "sdk")).Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll")).Where(File.Exists).Order(StringComparer.Ordinal).Last();
        var start = new ProcessStartInfo(Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), ["exec", compiler, $"@{response}"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }
}
