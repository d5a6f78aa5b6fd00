using System.Globalization;
using Functional.NN.Kernels;

namespace Functional.NN.Drawing;

/// <summary>A colour of the screen, sRGB with eight bits a channel.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>As style sheets write it: #0072b2.</summary>
    public string Hex => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    /// <summary>The relative luminance of WCAG 2.1, 0 for black and 1 for white.</summary>
    public double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    /// <summary>The colour that #0072b2 writes.</summary>
    public static Colour Parse(string hex) => new(Byte(hex, 1), Byte(hex, 3), Byte(hex, 5));

    /// <summary>A part of the way to another colour.</summary>
    public Colour Toward(Colour other, double part) => new(Between(Red, other.Red, part), Between(Green, other.Green, part), Between(Blue, other.Blue, part));

    /// <summary>The contrast of WCAG 2.1: (lighter + 0.05)/(darker + 0.05), from 1 to 21.</summary>
    public double Contrast(Colour other)
    {
        double a = Luminance + 0.05, b = other.Luminance + 0.05;
        return Math.Max(a, b) / Math.Min(a, b);
    }

    private static byte Between(byte from, byte to, double part) => (byte)Math.Round(from + (to - from) * part);

    private static byte Byte(string hex, int at) => byte.Parse(hex.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static double Linear(byte channel)
    {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Elementary.Exp(2.4 * Elementary.Log((c + 0.055) / 1.055));
    }
}
