namespace Functional.NN;

/// <summary>A sample as a point of the plane.</summary>
/// <param name="X">its first coordinate</param>
/// <param name="Y">its second coordinate</param>
/// <param name="Class">its class, from 0</param>
public readonly record struct LabelledPoint(double X, double Y, int Class);
