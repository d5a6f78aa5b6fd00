using System.Globalization;

namespace Functional.NN.Drawing;

/// <summary>What numbers along an axis are.</summary>
internal enum NumberForm
{
    /// <summary>Any numbers.</summary>
    Number,

    /// <summary>Fractions of one, written in hundredths.</summary>
    Percent,

    /// <summary>Counts, with nothing between one and the next.</summary>
    Whole,
}

/// <summary>Numbers along an axis as people write them: 0.25, 60,000, 2.5 %, 3×10⁻⁶; all with the same digits after the point.</summary>
internal static class NumberText
{
    private const int MostDecimals = 5, MostDecimalsOfThousandths = 8, MostBeforePoint = 6, FewDigits = 4;

    /// <summary>A text for each number; equal forms throughout.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<DecimalNumber> numbers, NumberForm form)
    {
        if (numbers.Count == 0) return [];
        string unit = form == NumberForm.Percent ? " %" : "";
        DecimalNumber[] shown = [.. numbers.Select(n => Short(form == NumberForm.Percent ? n with { Exponent = n.Exponent + 2 } : n))];
        DecimalNumber[] most = [.. shown.Where(n => n.Digits != 0).DefaultIfEmpty(new(1, 0))];
        int lowest = most.Min(n => n.Exponent), highest = most.Max(Magnitude);
        bool plain = (highest <= MostBeforePoint && -lowest <= (highest > -3 ? MostDecimalsOfThousandths : MostDecimals)) || (highest - lowest > FewDigits && highest is > -3 and <= 15);
        return [.. shown.Select(n => (plain ? Plain(n, Math.Max(0, -lowest)) : Scientific(n, highest - 1, highest - 1 - lowest)) + unit)];
    }

    /// <summary>1, 10 or 10⁻⁸.</summary>
    public static string Power(int exponent) => exponent switch { 0 => "1", 1 => "10", _ => "10" + Raised(exponent) };

    /// <summary>A single number with few digits, such as 0.0123, 60,000 or 1.5×10⁻⁹.</summary>
    public static string Of(double value, int digits = 4, NumberForm form = NumberForm.Number)
    {
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        if (value == 0) return "0";
        return Of([DecimalNumber.Rounded(value, digits)], form)[0];
    }

    private static string Raised(int exponent) => string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));

    /// <summary>The same without zeros at the end.</summary>
    private static DecimalNumber Short(DecimalNumber number)
    {
        var (digits, exponent) = number;
        while (digits != 0 && digits % 10 == 0) (digits, exponent) = (digits / 10, exponent + 1);
        return new(digits, exponent);
    }

    /// <summary>How many digits stand before the point.</summary>
    private static int Magnitude(DecimalNumber number) => Letters(number.Digits).Length + number.Exponent;

    private static string Plain(DecimalNumber number, int decimals)
    {
        string letters = number.Digits == 0 ? "" : Letters(number.Digits) + new string('0', number.Exponent + decimals);
        letters = letters.PadLeft(decimals + 1, '0');
        return Sign(number) + Grouped(letters[..^decimals]) + (decimals > 0 ? "." + letters[^decimals..] : "");
    }

    private static string Scientific(DecimalNumber number, int power, int decimals) =>
        number.Digits == 0 ? "0" : Plain(number with { Exponent = number.Exponent - power }, Math.Max(0, decimals)) + "×" + Power(power);

    private static string Grouped(string digits)
    {
        for (int i = digits.Length - 3; i > 0; i -= 3) digits = digits.Insert(i, ",");
        return digits;
    }

    private static string Letters(long digits) => Math.Abs(digits).ToString(CultureInfo.InvariantCulture);

    private static string Sign(DecimalNumber number) => number.Digits < 0 ? "−" : "";
}
