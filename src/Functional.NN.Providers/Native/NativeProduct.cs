namespace Functional.NN.Providers;

/// <summary>A native library by its names: where it is looked for, and how it is installed.</summary>
/// <param name="Product">what people call it</param>
/// <param name="Variable">the environment variable with its file or folder, which goes before all other places</param>
/// <param name="Linux">its names there, the first one found is taken</param>
/// <param name="Windows">its names there</param>
/// <param name="MacOS">its names there</param>
/// <param name="Install">the command that installs it, as the end of a sentence</param>
internal sealed record NativeProduct(string Product, string Variable, string[] Linux, string[] Windows, string[] MacOS, string Install)
{
    public static NativeProduct Mkl { get; } = new("Intel MKL", "FNN_MKL_PATH", ["libmkl_rt.so", "libmkl_rt.so.2", "libmkl_rt.so.1"], ["mkl_rt.2.dll", "mkl_rt.1.dll"], ["libmkl_rt.dylib", "libmkl_rt.2.dylib"],
        "apt-get install libmkl-rt (Debian, component non-free), or pip install mkl");

    public static NativeProduct OpenBlas { get; } = new("OpenBLAS", "FNN_OPENBLAS_PATH", ["libopenblas.so.0", "libopenblas.so"], ["libopenblas.dll"], ["libopenblas.dylib", "libopenblas.0.dylib"],
        "apt-get install libopenblas0-pthread (Debian)");

    /// <summary>Its names on this system.</summary>
    public string[] Names => OperatingSystem.IsWindows() ? Windows : OperatingSystem.IsMacOS() ? MacOS : Linux;
}
