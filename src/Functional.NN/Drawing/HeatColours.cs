using System.Globalization;

namespace Functional.NN.Drawing;

/// <summary>The colours of heat maps: eleven steps from the paper to a deep blue, and on dark paper to a bright one, each with words on it that can be read.</summary>
internal static class HeatColours
{
    /// <summary>How many steps there are.</summary>
    public const int Steps = 11;

    private static readonly Colour
        Light = new(255, 255, 255), DeepBlue = new(8, 64, 129), Dark = new(13, 17, 23), BrightBlue = new(116, 196, 250), Black = new(0, 0, 0), White = new(255, 255, 255);

    /// <summary>Each step's colour and that of the words on it, on light and on dark paper.</summary>
    public static IEnumerable<(string Name, string Light, string Dark)> Variables => Enumerable.Range(0, Steps).SelectMany(i => ((string, string, string)[])
    [
        ($"h{i}", At(i, Light, DeepBlue).Hex, At(i, Dark, BrightBlue).Hex),
        ($"w{i}", On(At(i, Light, DeepBlue)).Hex, On(At(i, Dark, BrightBlue)).Hex),
    ]);

    /// <summary>The rules that use them.</summary>
    public static string Rules => string.Join('\n', Enumerable.Range(0, Steps).Select(i => string.Create(CultureInfo.InvariantCulture, $".plot .h{i} {{ fill: var(--h{i}); }} .plot .w{i} {{ fill: var(--w{i}); }}")));

    /// <summary>The step of a fraction of the whole; small ones that are not 0 are not taken for it.</summary>
    public static int Step(double fraction) => fraction <= 0 || double.IsNaN(fraction) ? 0 : Math.Clamp((int)Math.Round(Math.Sqrt(Math.Min(fraction, 1)) * (Steps - 1)), 1, Steps - 1);

    private static Colour At(int step, Colour from, Colour to) => from.Toward(to, step / (Steps - 1.0));

    private static Colour On(Colour ground) => ground.Contrast(Black) >= ground.Contrast(White) ? Black : White;
}
