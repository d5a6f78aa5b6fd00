using System.Globalization;

namespace Functional.NN.Experiments;

/// <summary>A name with what stands behind its colon, such as <c>step:10</c>.</summary>
/// <param name="Name">what is in front of the colon, or all of it</param>
/// <param name="Text">what is behind it; none without a colon</param>
internal sealed record NameArgument(string Name, string? Text)
{
    public static NameArgument Of(string text) => text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? new(text[..colon], text[(colon + 1)..]) : new(text, null);

    /// <summary>Nothing may stand behind the name.</summary>
    public void None(string kind)
    {
        if (Text is not null) throw new NNException($"the {kind} {Name} takes nothing behind its name, got \"{Name}:{Text}\".");
    }

    /// <summary>A whole number from 1 on, or another where there is none.</summary>
    public int Count(string kind, int missing) => Text is null ? missing : Count(kind, Text);

    /// <summary>A positive number, or another where there is none.</summary>
    public double Number(string kind, double missing) =>
        Text is null ? missing : double.TryParse(Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number > 0 ? number
        : throw new NNException($"the {kind} {Name} takes a positive number behind its name, got \"{Name}:{Text}\".");

    /// <summary>Whole numbers from 1 on with - between them, or others where there are none.</summary>
    public IReadOnlyList<int> Counts(string kind, IReadOnlyList<int> missing) => Text is null ? missing : [.. Text.Split('-').Select(part => Count(kind, part))];

    private int Count(string kind, string part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 ? count
        : throw new NNException($"the {kind} {Name} takes whole numbers from 1 on behind its name, got \"{Name}:{Text}\".");
}
