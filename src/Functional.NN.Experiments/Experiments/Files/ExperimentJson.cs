using System.Security.Cryptography;
using System.Text;

namespace Functional.NN.Experiments;

public sealed partial record Experiment
{
    /// <summary>The canonical form: JSON with every field spelt out, in a fixed order, the same bytes for equal experiments wherever they come from.</summary>
    /// <remarks>
    /// UTF-8 without a byte order mark, line feeds, two spaces of indentation, one at the end; numbers are the shortest that read back to the same bits; texts that begin with <c>$</c> have another one in front,
    /// so that they are not taken for parameters. <see cref="ExperimentFile.Parse"/> makes an equal experiment of it.
    /// </remarks>
    /// <exception cref="NNException">It holds something that JSON cannot say: a function, or a NaN.</exception>
    public string ToJson() => DocumentWriter.Text(ExperimentParameters.Escaped(DescriptionWriter.Write(this)));

    /// <summary>The SHA-256 of the canonical form, in hexadecimal.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));
}
