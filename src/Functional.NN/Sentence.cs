using System.Globalization;

namespace Functional.NN;

/// <summary>Sentences for people, with numbers written the same under every culture.</summary>
internal static class Sentence
{
    public static string Of(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
