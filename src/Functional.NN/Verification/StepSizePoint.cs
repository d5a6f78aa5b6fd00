namespace Functional.NN;

/// <summary>How far difference quotients with one step lie from the derivative.</summary>
/// <param name="Step">h</param>
/// <param name="Forward">the error of (f(x + h) − f(x))/h</param>
/// <param name="Central">the error of D(h) = (f(x + h) − f(x − h))/2h</param>
/// <param name="Extrapolated">the error of (4·D(h) − D(2h))/3</param>
/// <param name="ComplexStep">the error of Im f(x + ih)/h; NaN where f is not given for complex numbers</param>
/// <param name="Bound">what a check that took this step would state as the bound of the error of D(h): |D(2h) − D(h)| + 6η/h</param>
public sealed record StepSizePoint(double Step, double Forward, double Central, double Extrapolated, double ComplexStep, double Bound);
