using System.Globalization;
using Functional.NN.Drawing;

namespace Functional.NN.Course;

/// <summary>Numbers in words, the same under every culture.</summary>
public static class Written
{
    /// <summary>A sentence with numbers.</summary>
    public static string Of(FormattableString sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return sentence.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A number with few digits, such as 0.0123, 60,000 or 1.5×10⁻⁹.</summary>
    public static string Short(double value, int digits = 3) => NumberText.Of(value, digits);

    /// <summary>A part of one in hundredths, such as 97.4 %.</summary>
    public static string Percent(double part, int decimals = 1) => (100 * part).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + " %";
}
