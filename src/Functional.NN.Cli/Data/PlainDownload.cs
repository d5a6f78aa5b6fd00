using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary>A download as plain lines: one when a file begins, and one every few seconds of a long one.</summary>
internal static class PlainDownload
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    public static ImmutableArray<DownloadedFile> Run(Terminal terminal, Fetch fetch, CancellationToken cancellation)
    {
        var since = Stopwatch.StartNew();
        string? name = null;
        void Watch(DownloadProgress progress)
        {
            if (progress.Name == name && since.Elapsed < Silence) return;
            string begun = progress.Name == name ? "" : progress.Bytes > 0 ? "going on with " : "fetching ";
            string all = progress.Length is { } length ? string.Create(CultureInfo.InvariantCulture, $" of {DataText.Size(length)}") : "";
            terminal.Line($"{begun}{progress.Name}  {DataText.Size(progress.Bytes)}{all}");
            terminal.Out.Flush();
            name = progress.Name;
            since.Restart();
        }
        return fetch(Watch, cancellation).GetAwaiter().GetResult();
    }
}
