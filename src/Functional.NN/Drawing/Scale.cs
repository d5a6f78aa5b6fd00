using System.Collections.Immutable;

namespace Functional.NN.Drawing;

/// <summary>A number that is written along an axis.</summary>
/// <param name="Place">where it lies: 0 at the axis's beginning, 1 at its end</param>
/// <param name="Label">how it is written</param>
internal readonly record struct Tick(double Place, string Label);

/// <summary>What an axis measures.</summary>
/// <param name="Label">in words</param>
/// <param name="Form">what numbers these are</param>
internal sealed record Axis(string Label, NumberForm Form = NumberForm.Number)
{
    /// <summary>Whether a factor has the same length everywhere.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Whether 0 is on it, whatever the numbers.</summary>
    public bool FromZero { get; init; }

    /// <summary>The scale on which all these numbers have room.</summary>
    /// <param name="values">numbers; those that are not finite do not matter</param>
    /// <param name="room">how much of its length is left free at either end</param>
    public Scale Over(IEnumerable<double> values, double room) => Logarithmic ? LogScale.Over(values, room) : LinearScale.Over(values, this, room);
}

/// <summary>Where numbers lie along an axis.</summary>
internal abstract record Scale
{
    /// <summary>Where a number lies, 0 at the beginning and 1 at the end; NaN where it cannot be drawn.</summary>
    public abstract double Place(double value);

    /// <summary>The numbers that are written, at most so many.</summary>
    public abstract ImmutableArray<Tick> Ticks(int most);

    /// <summary>Where there are lines without a number.</summary>
    public virtual ImmutableArray<double> Minor => [];

    protected ImmutableArray<Tick> Written(IReadOnlyList<DecimalNumber> numbers, NumberForm form)
    {
        var labels = NumberText.Of(numbers, form);
        return [.. numbers.Select((number, i) => new Tick(Place(number.Value), labels[i]))];
    }
}
