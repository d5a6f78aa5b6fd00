using System.CommandLine;
using System.Globalization;

namespace Functional.NN.Cli;

/// <summary>Options whose values are text, and what the text must be. Numbers have a point, whatever the culture.</summary>
internal static class OptionText
{
    /// <summary>An option with a value.</summary>
    public static Option<string> Create(string name, string value, string description) => new(name) { HelpName = value, Description = description };

    /// <summary>An option that may be given several times.</summary>
    public static Option<string[]> Several(string name, string value, string description) => new(name) { HelpName = value, Description = description, Arity = ArgumentArity.OneOrMore };

    /// <summary>An option that is there or not.</summary>
    public static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>The text; none where the option is not given.</summary>
    public static string? Text(this ParseResult parsed, Option<string> option) => parsed.GetValue(option);

    /// <summary>A folder that is there.</summary>
    public static string? Folder(this ParseResult parsed, Option<string> option) =>
        parsed.Text(option) is not { } folder || Directory.Exists(folder) ? parsed.Text(option) : throw new NNException($"{option.Name}: there is no folder {folder}.");

    /// <summary>A path that a file can be written to at the end, as far as one can tell now: something is written beside it, and taken away again.</summary>
    public static string? Writable(this ParseResult parsed, Option<string> option)
    {
        if (parsed.Text(option) is not { } path) return null;
        if (Directory.Exists(path)) throw new NNException($"{option.Name}: {path} is a folder; name a file in it.");
        string whole = Path.GetFullPath(path), folder = Path.GetDirectoryName(whole)!;
        if (!Directory.Exists(folder)) throw new NNException($"{option.Name}: there is no folder {folder} to write {Path.GetFileName(path)} to.");
        try
        {
            string beside = $"{whole}.{Guid.NewGuid():N}.tmp";
            File.Create(beside, 1, FileOptions.DeleteOnClose).Dispose();
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NNException($"{option.Name}: nothing can be written to {folder}; name a file in another folder.", e);
        }
    }

    /// <summary>A whole number from a least one on.</summary>
    public static int? Whole(this ParseResult parsed, Option<string> option, int least)
    {
        if (parsed.Text(option) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least) return number;
        throw new NNException($"{option.Name} must be a whole number from {least.ToString(CultureInfo.InvariantCulture)} on, got \"{text}\".");
    }

    /// <summary>A seed.</summary>
    public static ulong? Seed(this ParseResult parsed, Option<string> option)
    {
        if (parsed.Text(option) is not { } text) return null;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed
            : throw new NNException($"{option.Name} must be a whole number from 0 to {ulong.MaxValue.ToString(CultureInfo.InvariantCulture)}, got \"{text}\".");
    }

    /// <summary>A finite number that is positive, or not negative.</summary>
    public static double? Number(this ParseResult parsed, Option<string> option, bool orZero)
    {
        if (parsed.Text(option) is not { } text) return null;
        string wanted = orZero ? "0 or a positive number" : "a positive number";
        if (!double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number))
            throw new NNException(text.Contains(',', StringComparison.Ordinal)
                ? $"{option.Name} must be {wanted}, got \"{text}\"; use a point, not a comma: {text.Replace(',', '.')}."
                : $"{option.Name} must be {wanted} such as 0.001 or 1e-3, got \"{text}\".");
        if (!double.IsFinite(number)) throw new NNException($"{option.Name} must be {wanted}; \"{text}\" is not finite.");
        return number > 0 || (orZero && number == 0) ? number : throw new NNException($"{option.Name} must be {wanted}, got {text}.");
    }
}
