using Spectre.Console;

namespace Functional.NN.Cli;

/// <summary>Images side by side, two rows of pixels in a line: half blocks in colour on a terminal that has colours, else characters with more or less ink.</summary>
internal sealed class ImageRows
{
    private const string Ink = " .:-=+*#%@";
    private const char UpperHalf = '▀';
    private const int Gap = 2;

    private readonly IAnsiConsole _console;
    private readonly bool _colours;

    public ImageRows(Terminal terminal)
    {
        _console = terminal.Console();
        _colours = terminal.Live && _console.Profile.Capabilities.ColorSystem >= ColorSystem.EightBit;
    }

    /// <summary>Writes images with their captions, as many beside each other as there is room for.</summary>
    public void Write(IEnumerable<SampleImage> images)
    {
        int room = _console.Profile.Width - 1;
        SampleImage[] fitting = [.. images.Select(image => image.AtMost(room))];
        foreach (var row in fitting.Chunk(Math.Max(1, (room + Gap) / (fitting[0].Width + Gap))))
        {
            _console.WriteLine(string.Concat(row.Select(image => Caption(image).PadRight(image.Width + Gap))).TrimEnd());
            for (int y = 0; y < row[0].Height; y += 2) WriteLine(row, y);
        }
    }

    private static string Caption(SampleImage image) => image.Caption.Length <= image.Width ? image.Caption : image.Caption[..image.Width];

    private void WriteLine(SampleImage[] row, int y)
    {
        if (!_colours)
        {
            _console.WriteLine(string.Join(new string(' ', Gap), row.Select(image => string.Concat(Enumerable.Range(0, image.Width).Select(x => InkOf((image.Brightness(x, y) + image.Brightness(x, y + 1)) / 2))))).TrimEnd());
            return;
        }
        var line = new Paragraph();
        foreach (var image in row)
        {
            for (int x = 0; x < image.Width; x++) line.Append($"{UpperHalf}", new Style(ColourOf(image.Colour(x, y)), ColourOf(image.Colour(x, y + 1))));
            line.Append(new string(' ', Gap));
        }
        _console.Write(line);
        _console.WriteLine();
    }

    private static char InkOf(double brightness) => Ink[Math.Min((int)(brightness * Ink.Length), Ink.Length - 1)];

    private static Color ColourOf((byte Red, byte Green, byte Blue) colour) => new(colour.Red, colour.Green, colour.Blue);
}
