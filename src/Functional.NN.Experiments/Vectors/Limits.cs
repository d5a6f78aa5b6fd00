namespace Functional.NN.Experiments;

/// <summary>How much a case may ask for, so that a broken file ends in bounded time and memory.</summary>
internal static class Limits
{
    /// <summary>The most numbers a tensor may have that is not in the file itself.</summary>
    public const int Numbers = 20_000_000;

    private const int Steps = 100_000;

    /// <summary>A number of steps, from 0 to a hundred thousand.</summary>
    public static int Count(string option, int count) =>
        count is >= 0 and <= Steps ? count : throw new UnsupportedException(Invariant.Text($"the option \"{option}\" is {count}, supported is 0 to {Steps}"));
}
