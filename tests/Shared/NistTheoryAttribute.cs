using Functional.NN.Experiments;

namespace Functional.NN.Tests;

/// <summary>A theory about NIST's regression problems: skipped, by name, where their files are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NistTheoryAttribute : TheoryAttribute
{
    public NistTheoryAttribute()
    {
        if (!NistReport.IsPresent(MnistFactAttribute.Folders)) Skip = $"The files of NIST's nonlinear regression problems were not found in {MnistFactAttribute.Folders}.";
    }
}
