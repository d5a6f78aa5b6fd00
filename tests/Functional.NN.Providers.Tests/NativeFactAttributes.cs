using System.Runtime.InteropServices;

namespace Functional.NN.Providers.Tests;

/// <summary>A fact about Intel MKL: skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MklFactAttribute : FactAttribute
{
    private static readonly string? Missing = Installed.Reason(NativeProduct.Mkl);

    public MklFactAttribute() => Skip = Missing;
}

/// <summary>A fact about OpenBLAS: skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenBlasFactAttribute : FactAttribute
{
    private static readonly string? Missing = Installed.Reason(NativeProduct.OpenBlas);

    public OpenBlasFactAttribute() => Skip = Missing;
}

/// <summary>Whether a native library can be loaded at all. What goes wrong after that is no reason to skip, but a failure.</summary>
internal static class Installed
{
    public static string? Reason(NativeProduct product)
    {
        try
        {
            NativeLibrary.Free(NativeCode.Load(product).Handle);
            return null;
        }
        catch (BackendException e)
        {
            return e.Message;
        }
    }
}

/// <summary>A fact about files that are named like native libraries, with the names of Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "The names and messages are those of Linux.";
}
