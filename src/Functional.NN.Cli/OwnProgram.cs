using System.Diagnostics;

namespace Functional.NN.Cli;

/// <summary>This program, to be started again.</summary>
internal static class OwnProgram
{
    /// <summary>How it is started with arguments: itself, or the runtime with its assembly.</summary>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        string assembly = typeof(OwnProgram).Assembly.Location;
        if (assembly.Length == 0 || Path.GetFileNameWithoutExtension(Environment.ProcessPath) == typeof(OwnProgram).Assembly.GetName().Name) return new(Environment.ProcessPath!, arguments);
        string host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return new(host, [assembly, .. arguments]);
    }
}
