namespace Functional.NN.Providers.Tests;

/// <summary>A fact about Intel MKL: skipped, with the reason, where it cannot be loaded.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MklFactAttribute : FactAttribute
{
    public MklFactAttribute()
    {
        MklBackend.TryLoad(out string? reason);
        Skip = reason;
    }
}

/// <summary>A fact about OpenBLAS: skipped, with the reason, where it cannot be loaded.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenBlasFactAttribute : FactAttribute
{
    public OpenBlasFactAttribute()
    {
        OpenBlasBackend.TryLoad(out string? reason);
        Skip = reason;
    }
}

/// <summary>A fact about files that are named like native libraries, with the names of Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "The names and messages are those of Linux.";
}
