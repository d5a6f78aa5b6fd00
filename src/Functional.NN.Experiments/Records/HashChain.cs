using System.Security.Cryptography;
using System.Text;

namespace Functional.NN.Experiments;

/// <summary>The hash chain of a run: c₀ = H(experiment sha256, data sha256), c_k = H(c_{k−1}, the lines of the epoch's steps, the text of its result).</summary>
/// <remarks>
/// H is the SHA-256 of its parts in UTF-8, each followed by a line feed, in hexadecimal. So one hash stands for every bit of every step of a run, and where two runs part is found by halving.
/// What depends on the machine or the clock is not in it.
/// </remarks>
internal sealed class HashChain : IDisposable
{
    private const int CheckDigits = 8;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public HashChain(string experimentSha256, string dataSha256)
    {
        Add(experimentSha256);
        Add(dataSha256);
        Next();
    }

    /// <summary>The hash of what came since the last epoch, which goes on.</summary>
    public string Since => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>The first digits of that: what a line of a step is checked by.</summary>
    public string Check => Since[..CheckDigits];

    /// <summary>The first digits of a text's own hash.</summary>
    public static string CheckOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..CheckDigits];

    /// <summary>The hash after the last epoch.</summary>
    public string Value { get; private set; } = "";

    /// <summary>A line of a step more.</summary>
    public void Add(string line)
    {
        _hash.AppendData(Encoding.UTF8.GetBytes(line));
        _hash.AppendData("\n"u8);
    }

    /// <summary>The end of an epoch.</summary>
    public string End(string result)
    {
        Add(result);
        return Next();
    }

    public void Dispose() => _hash.Dispose();

    private string Next()
    {
        Value = Convert.ToHexStringLower(_hash.GetHashAndReset());
        Add(Value);
        return Value;
    }
}
