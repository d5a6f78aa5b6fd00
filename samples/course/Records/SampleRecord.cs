using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Functional.NN.Course;

/// <summary>What is kept of an exhibit: that it was the same to the byte.</summary>
/// <param name="Title">what it shows</param>
/// <param name="Sha256">of its content</param>
public sealed record ExhibitRecord(string Title, string Sha256);

/// <summary>What is kept of a sample's run.</summary>
/// <param name="Name">the sample</param>
/// <param name="Title">what it is about</param>
/// <param name="Source">whose claim it is</param>
/// <param name="Claims">the claims with their figures, numbers and verdicts</param>
/// <param name="Exhibits">pictures and tables, by their hashes</param>
public sealed record SampleRecord(string Name, string Title, string Source, ImmutableArray<Claim> Claims, ImmutableArray<ExhibitRecord> Exhibits)
{
    /// <summary>The record of a run.</summary>
    public static SampleRecord Of(Sample sample, Findings findings)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(findings);
        return new(sample.Name, sample.Title, sample.Source, [.. findings.Claims.Select(claim => claim with { Here = "" })], [.. findings.Exhibits.Select(Of)]);
    }

    /// <summary>The hash of all of it: every word, the bits of every number, the bytes of every exhibit.</summary>
    public string Sha256 => HashOf([Name, Title, Source, .. Claims.SelectMany(Words), .. Exhibits.SelectMany(exhibit => new[] { exhibit.Title, exhibit.Sha256 })]);

    /// <summary>The hash of words, each ended by a zero byte.</summary>
    internal static string HashOf(params IEnumerable<string> words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(words.Select(word => word + "\0")))));

    private static IEnumerable<string> Words(Claim claim) =>
        [claim.Name, claim.Statement, claim.Figure, claim.Verdict.Words(), .. claim.Numbers.SelectMany(number => new[] { number.Name, BitConverter.DoubleToInt64Bits(double.IsNaN(number.Value) ? double.NaN : number.Value).ToString("x16", System.Globalization.CultureInfo.InvariantCulture) })];

    private static ExhibitRecord Of(Exhibit exhibit) => new(exhibit.Title, exhibit switch
    {
        PictureExhibit picture => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(picture.Svg))),
        TableExhibit table => HashOf([.. table.Columns, .. table.Rows.SelectMany(row => row)]),
        _ => throw new NNException($"{exhibit.GetType().Name}: an exhibit is a picture or a table."),
    });
}
