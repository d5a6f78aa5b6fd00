using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Functional.NN.Cli;

/// <summary>The process of a trial, seen from outside.</summary>
internal static class TrialProcess
{
    private const int MostOfErrors = 4096;
    private const string Complaint = "fnn: ";

    /// <summary>Runs <c>fnn</c> with arguments in a process of its own until it ends.</summary>
    /// <param name="arguments">the arguments</param>
    /// <param name="said">told each line it writes</param>
    /// <param name="cancellation">interrupts it: it saves its state first</param>
    /// <returns>its exit code, and the last line of what it complained</returns>
    public static async Task<(int Code, string? Complaint)> Run(IEnumerable<string> arguments, Action<string> said, CancellationToken cancellation)
    {
        var start = OwnProgram.Start([TrialChild.Verb, .. arguments]);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        using var process = Process.Start(start) ?? throw new NNException($"{start.FileName} could not be started.");
        try
        {
            await using var interrupt = cancellation.Register(process.StandardInput.Close);
            var errors = LastOf(process.StandardError);
            while (await process.StandardOutput.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line) said(line);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            return (process.ExitCode, await errors.ConfigureAwait(false));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>What went wrong, from an exit code that says so; none where nothing did, or where the run's record says it.</summary>
    public static string? Failure(int code, string? complaint) => code is ExitCode.Done or ExitCode.Interrupted ? null
        : complaint ?? string.Create(CultureInfo.InvariantCulture, $"the process ended with exit code {code}");

    private static async Task<string?> LastOf(StreamReader reader)
    {
        string? last = null;
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            if (line.Trim() is { Length: > 0 } text && (last is null || !last.StartsWith(Complaint, StringComparison.Ordinal) || text.StartsWith(Complaint, StringComparison.Ordinal))) last = text[..Math.Min(text.Length, MostOfErrors)];
        return last?.StartsWith(Complaint, StringComparison.Ordinal) is true ? last[Complaint.Length..] : last;
    }
}
