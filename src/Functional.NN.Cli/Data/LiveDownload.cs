using System.Collections.Immutable;
using System.Globalization;
using Functional.NN.Experiments;
using Spectre.Console;

namespace Functional.NN.Cli;

/// <summary>A download with a bar that moves for each file: bytes, speed, time left.</summary>
internal static class LiveDownload
{
    public static ImmutableArray<DownloadedFile> Run(Terminal terminal, Fetch fetch, CancellationToken cancellation) => terminal.Console().Progress().AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn { Culture = CultureInfo.InvariantCulture },
            new TransferSpeedColumn { Culture = CultureInfo.InvariantCulture }, new RemainingTimeColumn())
        .Start(context =>
        {
            Dictionary<string, ProgressTask> bars = [];
            void Watch(DownloadProgress progress)
            {
                if (!bars.TryGetValue(progress.Name, out var bar)) bars[progress.Name] = bar = context.AddTask(Markup.Escape(progress.Name));
                bar.IsIndeterminate = progress.Length is null;
                bar.MaxValue = progress.Length ?? Math.Max(1, progress.Bytes);
                bar.Value = progress.Bytes;
            }
            return fetch(Watch, cancellation).GetAwaiter().GetResult();
        });
}
