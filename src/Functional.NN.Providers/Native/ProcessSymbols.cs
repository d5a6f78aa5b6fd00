using System.Runtime.InteropServices;
using System.Text;

namespace Functional.NN.Providers;

/// <summary>The C library of this process, without guessing its name: its environment, and loading for all to see.</summary>
internal static unsafe class ProcessSymbols
{
    private const int Now = 2, Global = 0x100;

    /// <summary>A variable of the C environment; none where it is not set.</summary>
    /// <remarks>.NET keeps an environment of its own on Unix, and what is set there does not reach native code.</remarks>
    public static string? Variable(string name)
    {
        if (OperatingSystem.IsWindows()) return Environment.GetEnvironmentVariable(name);
        var getenv = (delegate* unmanaged<byte*, byte*>)Main("getenv");
        fixed (byte* n = Terminated(name)) return Marshal.PtrToStringUTF8((nint)getenv(n));
    }

    /// <summary>Sets a variable of the C environment, or takes it away, for native code that is loaded next.</summary>
    public static void SetVariable(string name, string? value)
    {
        if (OperatingSystem.IsWindows())
        {
            var put = (delegate* unmanaged<byte*, byte*, int>)NativeLibrary.GetExport(NativeLibrary.Load("ucrtbase.dll"), "_putenv_s");
            fixed (byte* n = Terminated(name), v = Terminated(value ?? "")) _ = put(n, v);
            return;
        }
        fixed (byte* n = Terminated(name), v = Terminated(value ?? ""))
        {
            if (value is null) _ = ((delegate* unmanaged<byte*, int>)Main("unsetenv"))(n);
            else _ = ((delegate* unmanaged<byte*, byte*, int, int>)Main("setenv"))(n, v, 1);
        }
    }

    /// <summary>Loads a library so that libraries loaded later find its functions; false where it cannot be loaded.</summary>
    public static bool LoadForAll(string name)
    {
        if (!OperatingSystem.IsLinux()) return NativeLibrary.TryLoad(name, out _);
        var dlopen = (delegate* unmanaged<byte*, int, nint>)Main("dlopen");
        fixed (byte* n = Terminated(name)) return dlopen(n, Now | Global) != 0;
    }

    /// <summary>The file that holds a function; none where the system does not say.</summary>
    public static string? FileOf(nint function)
    {
        if (OperatingSystem.IsWindows()) return null;
        var dladdr = (delegate* unmanaged<nint, nint*, int>)Main("dladdr");
        nint* found = stackalloc nint[4];
        return dladdr(function, found) != 0 ? Marshal.PtrToStringUTF8(found[0]) : null;
    }

    private static nint Main(string function) => NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), function);

    private static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + "\0");
}
