using System.Numerics;
using System.Text;
using Functional.NN.Experiments.TensorBoard;

namespace Functional.NN.Experiments;

/// <summary>Numbers and histograms along a run, for TensorBoard to draw: a file of events in a folder.</summary>
/// <remarks>
/// Nothing that is computed reads it. Slashes in a tag make groups (<c>loss/training</c>). Others may read the file while it is written.
/// Not for several threads at once, nor for several processes: whoever resumes a run sees to it that nobody else is at it.
/// </remarks>
public sealed class TensorBoardLog : IDisposable
{
    private readonly EventWriter _writer;
    private readonly TimeProvider _clock;

    private TensorBoardLog(EventWriter writer, TimeProvider clock) => (_writer, _clock) = (writer, clock);

    /// <summary>Begins a file in a folder, which is made where it is missing.</summary>
    /// <param name="folder">the folder that TensorBoard is given, or one below it</param>
    /// <param name="host">the computer's name in the file's; this computer's unless given</param>
    /// <param name="clock">gives the times; the system's unless given</param>
    /// <exception cref="DataException">The system refuses.</exception>
    public static TensorBoardLog Open(string folder, string? host = null, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var times = clock ?? TimeProvider.System;
        return new(EventWriter.Create(folder, EventFile.NameOf(times.GetUtcNow(), host ?? Environment.MachineName), Seconds(times)), times);
    }

    /// <summary>Goes on with the last file of a folder after what was written up to a step; without a file, begins one. What was written after the step is taken away from every file of the folder.</summary>
    /// <param name="folder">as for <see cref="Open"/></param>
    /// <param name="step">the step that the run goes on from</param>
    /// <param name="host">as for <see cref="Open"/></param>
    /// <param name="clock">as for <see cref="Open"/></param>
    /// <exception cref="DataException">A file is damaged before its end, or the system refuses.</exception>
    public static TensorBoardLog Resume(string folder, long step, string? host = null, TimeProvider? clock = null)
    {
        var files = EventFile.In(folder);
        foreach (string path in files) EventFile.TruncateAfter(path, step);
        var times = clock ?? TimeProvider.System;
        return files is [.., var last] ? new(EventWriter.Append(last, Seconds(times)), times) : Open(folder, host, clock);
    }

    /// <summary>One number of a step. The file keeps it as a <c>float</c>; NaN and infinities are kept too.</summary>
    public void Scalar(string tag, long step, double value) => Write(step, new() { Tag = Checked(tag), SimpleValue = (float)value });

    /// <summary>Many numbers of a step, counted in 30 buckets of one width; those that are not finite are left out.</summary>
    public void Histogram(string tag, long step, IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Write(step, new() { Tag = Checked(tag), Histo = ValueHistogram.Of([.. values]) });
    }

    /// <summary>The numbers of a tensor at a step, as the other overload counts them.</summary>
    public void Histogram<T>(string tag, long step, Tensor<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        Write(step, new() { Tag = Checked(tag), Histo = ValueHistogram.Of(values.Cast<double>().AsSpan()) });
    }

    /// <summary>Writes everything so far to the file, where TensorBoard finds it.</summary>
    /// <exception cref="DataException">The system refuses; what was to be written is lost, what was written before is not.</exception>
    public void Flush() => _writer.Flush();

    /// <summary>Flushes and closes the file.</summary>
    public void Dispose() => _writer.Dispose();

    private void Write(long step, Summary.Types.Value value)
    {
        if (step < 0) throw new NNException(Invariant.Text($"TensorBoardLog: steps are counted from 0, got {step} for {value.Tag}."));
        _writer.Write(new Event { WallTime = Seconds(_clock), Step = step, Summary = new() { Value = { value } } });
    }

    private static string Checked(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        if (tag.Length == 0) throw new NNException("TensorBoardLog: a tag names what is drawn; this one is empty.");
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(tag)) == tag ? tag : throw new NNException("TensorBoardLog: the tag has half a character in it and cannot be written; give it whole ones.");
    }

    private static double Seconds(TimeProvider clock) => (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
}
