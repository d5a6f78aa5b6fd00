using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using Functional.NN.Experiments.Verification;

namespace Functional.NN.Cli;

/// <summary>This program as the process that checks somebody's assembly: what it finds goes over a pipe of its own, so that nothing the assembly writes gets in between.</summary>
internal static class AssemblyChild
{
    /// <summary>The first argument of such a process.</summary>
    public const string Verb = "check-assembly-in-this-process";

    private const int ConnectMilliseconds = 60_000;

    /// <summary>Checks, and says so over the pipe; ends when nobody listens any more, whatever the assembly is doing.</summary>
    public static int Run(string pipe, string request)
    {
        using var stream = new NamedPipeClientStream(".", pipe, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        stream.Connect(ConnectMilliseconds);
        new Thread(() => EndWithParent(stream)) { IsBackground = true }.Start();
        using var lines = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
        AssemblyCheck.Run(AssemblyRequest.Of(request), message => lines.WriteLine(message.ToJson()));
        return ExitCode.Done;
    }

    private static void EndWithParent(NamedPipeClientStream stream)
    {
        try
        {
            while (stream.ReadByte() >= 0) { }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The pipe is broken: the same as its end.
        }
        Process.GetCurrentProcess().Kill();
    }
}
