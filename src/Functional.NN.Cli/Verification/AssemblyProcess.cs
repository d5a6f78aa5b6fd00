using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using Functional.NN.Experiments.Verification;

namespace Functional.NN.Cli;

/// <summary>A process that checks somebody's assembly, seen from outside.</summary>
internal sealed class AssemblyProcess : IDisposable
{
    private const int FirstOfErrors = 4096;
    private const string HeapLimit = "DOTNET_GCHeapHardLimitPercent", HalfOfMemory = "0x32";   // a layer that never stops allocating gets an exception of its own, and the machine keeps the rest

    private static readonly TimeSpan Startup = TimeSpan.FromSeconds(120), Dying = TimeSpan.FromSeconds(20);
    private static readonly string[] LastWords = ["Stack overflow.", "Process terminated.", "Unhandled exception.", "Fatal error.", "Out of memory."];

    private readonly Process _process;
    private readonly NamedPipeServerStream _pipe;
    private readonly StreamReader _lines;
    private readonly Task<string> _errors;

    private AssemblyProcess(Process process, NamedPipeServerStream pipe)
    {
        (_process, _pipe, _lines) = (process, pipe, new StreamReader(pipe, Encoding.UTF8));
        process.StandardInput.Close();
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _errors = Errors(process.StandardError);
    }

    /// <summary>A process that has begun.</summary>
    /// <exception cref="NNException">It ended before it began.</exception>
    public static AssemblyProcess Start(AssemblyRequest request, CancellationToken cancellation)
    {
        string name = $"fnn-{Guid.NewGuid():N}";
        var pipe = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        var start = OwnProgram.Start(AssemblyChild.Verb, name, request.ToJson());
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        if (!start.Environment.ContainsKey(HeapLimit)) start.Environment[HeapLimit] = HalfOfMemory;
        var started = new AssemblyProcess(Process.Start(start)!, pipe);
        started.Connect(cancellation);
        return started;
    }

    /// <summary>The next line; none where the process ended, or said nothing for so long.</summary>
    /// <param name="limit">how long to wait</param>
    /// <param name="cancellation">ends the waiting</param>
    /// <param name="late">true where it said nothing for so long</param>
    public AssemblyMessage? Next(TimeSpan limit, CancellationToken cancellation, out bool late)
    {
        late = false;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        waiting.CancelAfter(limit);
        try
        {
            return _lines.ReadLineAsync(waiting.Token).AsTask().GetAwaiter().GetResult() is { } line ? AssemblyMessage.Of(line) : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            late = true;
            return null;
        }
        catch (IOException)
        {
            return null;   // the pipe broke with the process
        }
    }

    /// <summary>How the process ended, in words: <c>the process ended (exit code 134): Stack overflow.</c></summary>
    public string End(CancellationToken cancellation)
    {
        if (!_process.WaitForExit(Dying)) return "the process broke off";
        int code = _process.ExitCode;
        if (code == ExitCode.Interrupted && cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(1))) cancellation.ThrowIfCancellationRequested();   // the same Ctrl-C reached both
        string words = _errors.Wait(Dying, CancellationToken.None) && LastLine(_errors.Result) is { } last ? $": {last}" : "";
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the process ended (exit code {code}){words}");
    }

    /// <summary>Ends the process, where it has not ended, with all it started.</summary>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _lines.Dispose();
        _pipe.Dispose();
        _process.Dispose();
    }

    private void Connect(CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        waiting.CancelAfter(Startup);
        var (connected, ended) = (_pipe.WaitForConnectionAsync(waiting.Token), _process.WaitForExitAsync(waiting.Token));
        Task.WhenAny(connected, ended).GetAwaiter().GetResult();
        if (connected.IsCompletedSuccessfully) return;
        string how = ended.IsCompletedSuccessfully ? End(cancellation) : "it said nothing for two minutes";
        Dispose();
        cancellation.ThrowIfCancellationRequested();
        throw new NNException($"the process that checks an assembly could not be started: {how}.");
    }

    /// <summary>The last line by which the runtime says how it ends, whatever else was written.</summary>
    private static string? LastLine(string text) => text.Split('\n').Select(line => line.Trim()).LastOrDefault(line => LastWords.Any(words => line.StartsWith(words, StringComparison.Ordinal)));

    private static async Task<string> Errors(StreamReader reader)
    {
        var first = new StringBuilder();
        char[] buffer = new char[FirstOfErrors];
        while (await reader.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
            if (first.Length < FirstOfErrors) first.Append(buffer, 0, count);
        return first.ToString();
    }
}
