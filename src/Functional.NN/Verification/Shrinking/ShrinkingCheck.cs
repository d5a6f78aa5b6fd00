using System.Diagnostics;

namespace Functional.NN;

/// <summary>The check that asks of a smaller case whether it is wrong too: as the first one was made, in the time that is left of its limit; every coordinate where there are few, a few directions where there are many.</summary>
internal sealed class ShrinkingCheck(GradientCheckOptions options)
{
    private const int MostCoordinates = 64, Directions = 4;

    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public bool IsWrong(ShrinkCandidate c) => Report(c).Verdict == GradientVerdict.Wrong;

    public GradientReport Report(ShrinkCandidate c) => GradientCheck.Network(c, For(c));

    /// <summary>How a case is checked.</summary>
    public GradientCheckOptions For(ShrinkCandidate c) => options.With(
        coordinates: c.Parameters.Vector.Shape.Size + c.Batch.Inputs.Shape.Size <= MostCoordinates ? GradientCoordinates.All : options.Coordinates is AllCoordinates ? GradientCoordinates.Directions(Directions) : options.Coordinates,
        limit: TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerSecond, (options.Limit - _watch.Elapsed).Ticks)));
}
