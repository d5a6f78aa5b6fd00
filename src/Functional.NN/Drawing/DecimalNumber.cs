using System.Globalization;

namespace Functional.NN.Drawing;

/// <summary>A number of few decimal digits, Digits·10^Exponent, exactly: 0.3 is 3·10⁻¹ and not the sum of three tenths.</summary>
internal readonly record struct DecimalNumber(long Digits, int Exponent)
{
    private const int MostDigits = 17;

    /// <summary>The nearest <see cref="double"/>.</summary>
    public double Value => double.Parse(string.Create(CultureInfo.InvariantCulture, $"{Digits}E{Exponent}"), CultureInfo.InvariantCulture);

    /// <summary>A finite number rounded to so many digits.</summary>
    public static DecimalNumber Rounded(double x, int digits)
    {
        string[] written = x.ToString(string.Create(CultureInfo.InvariantCulture, $"E{digits - 1}"), CultureInfo.InvariantCulture).Split('E');
        return new(long.Parse(written[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), int.Parse(written[1], CultureInfo.InvariantCulture) - digits + 1);
    }

    /// <summary>⌊log₁₀|x|⌋ of a number that is not 0.</summary>
    public static int ExponentOf(double x) => Rounded(x, MostDigits).Exponent + MostDigits - 1;
}
