namespace Functional.NN.Experiments.Tests;

/// <summary>A clock that goes on by half a second each time it is read.</summary>
internal sealed class FixedClock(DateTimeOffset start) : TimeProvider
{
    private int _reads;

    public static DateTimeOffset Start { get; } = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    public override DateTimeOffset GetUtcNow() => start.AddSeconds(0.5 * _reads++);
}
