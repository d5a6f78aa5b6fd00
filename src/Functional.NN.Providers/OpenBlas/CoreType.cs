using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Functional.NN.Providers;

/// <summary>The processor that OpenBLAS is told it has. Older versions take AMD's processors with AVX-512 for ones without, at half the speed.</summary>
internal static class CoreType
{
    private const string Variable = "OPENBLAS_CORETYPE", WithAvx512 = "SkylakeX";

    /// <summary>Loads, with the core type told where it helps and the user has not told one; says what was told.</summary>
    public static (NativeCode Code, string? Told) LoadTold(Func<NativeCode> load)
    {
        if (ProcessSymbols.Variable(Variable) is not null || !HasAvx512 || IsIntel) return (load(), null);
        ProcessSymbols.SetVariable(Variable, WithAvx512);
        try
        {
            return (load(), WithAvx512);
        }
        finally
        {
            ProcessSymbols.SetVariable(Variable, null);
        }
    }

    private static bool HasAvx512 => Avx512F.IsSupported && Avx512F.VL.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512CD.IsSupported;

    // OpenBLAS knows Intel's processors, and newer ones than this type.
    private static bool IsIntel
    {
        get
        {
            var (_, b, c, d) = X86Base.CpuId(0, 0);
            Span<int> name = [b, d, c];
            return Encoding.ASCII.GetString(MemoryMarshal.AsBytes(name)) == "GenuineIntel";
        }
    }
}
