using System.Globalization;

namespace Functional.NN.Experiments;

/// <summary>Sentences with numbers written the same under every culture.</summary>
internal static class Invariant
{
    public static string Text(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
