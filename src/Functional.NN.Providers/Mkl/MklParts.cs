namespace Functional.NN.Providers;

/// <summary>The libraries that libmkl_rt loads when it is first used. It ends the whole process where one is missing, so they are looked for before.</summary>
internal static class MklParts
{
    /// <exception cref="BackendException">one of them cannot be loaded</exception>
    public static void Check(string file, MklThreading threading)
    {
        if (!OperatingSystem.IsLinux()) return;
        if (threading == MklThreading.Gnu && !ProcessSymbols.LoadForAll("libgomp.so.1"))
            throw new BackendException("Intel MKL: its GNU threading needs libgomp.so.1, which cannot be loaded. Install it: apt-get install libgomp1; or take MklThreading.Sequential.");

        string suffix = Suffix(Path.GetFileName(file));
        foreach (string part in (string[])["core", "intel_lp64", threading == MklThreading.Gnu ? "gnu_thread" : "sequential", "def"])
            if (!IsThere(Path.GetDirectoryName(file) ?? "", $"libmkl_{part}{suffix}", out string why))
                throw new BackendException($"Intel MKL is incomplete: {file} needs libmkl_{part}{suffix} beside it ({why}). Install it: {NativeProduct.Mkl.Install}.");
    }

    private static bool IsThere(string folder, string name, out string why)
    {
        string beside = Path.Combine(folder, name);
        // The parts need functions of each other, which libmkl_rt puts together; a part that lacks only those was found and is whole.
        return NativeCode.TryLoad(File.Exists(beside) ? beside : name, out _, out why) || why.StartsWith("undefined symbol", StringComparison.Ordinal);
    }

    private static string Suffix(string name) => name.StartsWith("libmkl_rt", StringComparison.Ordinal) ? name["libmkl_rt".Length..] : ".so";
}
