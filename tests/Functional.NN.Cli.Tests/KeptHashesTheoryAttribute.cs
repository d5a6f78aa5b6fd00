using System.Runtime.Intrinsics;

namespace Functional.NN.Cli.Tests;

/// <summary>A theory about the kept hashes: they come from a machine with AVX-512, and where that is missing it is skipped by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KeptHashesTheoryAttribute : TheoryAttribute
{
    public KeptHashesTheoryAttribute()
    {
        if (!Vector512.IsHardwareAccelerated) Skip = "The kept hashes were made with AVX-512, which this machine does not have.";
    }
}
