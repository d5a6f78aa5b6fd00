using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Functional.NN.Providers;

/// <summary>The processor that OpenBLAS takes itself to run on. Older versions take AMD's processors with AVX-512 for ones without, at half the speed; they are told.</summary>
internal static class CoreType
{
    /// <summary>The variable by which OpenBLAS is told when it loads.</summary>
    public const string Variable = "OPENBLAS_CORETYPE";

    private const string WithAvx512 = "SkylakeX";

    private static readonly string[] KnowAvx512 = ["SkylakeX", "Cooperlake", "Sapphirerapids"];

    /// <summary>OpenBLAS, loaded a second time where it took the processor for an older one and the user had not told it to; and why it uses the code it uses, if not by its own choice.</summary>
    public static (NativeCode Code, string Why) Load()
    {
        var code = NativeCode.Load(NativeProduct.OpenBlas);
        if (ProcessSymbols.Variable(Variable) is not null) return (code, $" (as {Variable} says)");
        if (!HasAvx512 || KnowAvx512.Contains(Of(code), StringComparer.OrdinalIgnoreCase)) return (code, "");
        code = Again(code);
        return (code, Of(code) == WithAvx512 ? $" (told {Variable}={WithAvx512})" : "");
    }

    /// <summary>What OpenBLAS calls the processor.</summary>
    public static string Of(NativeCode code) => CBlas.Text(code.Function("openblas_get_corename"));

    /// <summary>Loads it again, told that there is AVX-512; the environment is left as it was.</summary>
    public static NativeCode Again(NativeCode code)
    {
        string? before = ProcessSymbols.Variable(Variable);
        NativeLibrary.Free(code.Handle);
        ProcessSymbols.SetVariable(Variable, WithAvx512);
        try
        {
            return NativeCode.Load(code.Product);
        }
        finally
        {
            ProcessSymbols.SetVariable(Variable, before);
        }
    }

    private static bool HasAvx512 => Avx512F.IsSupported && Avx512F.VL.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512CD.IsSupported;
}
