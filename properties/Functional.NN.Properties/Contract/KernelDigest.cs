using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Contract;

/// <summary>What every kernel computes of fixed cases, as a hash for each, so that processes can be compared that run on other instructions.</summary>
internal static class KernelDigest
{
    private const int CasesOfEach = 12, SizeOfCases = 30;

    /// <summary>A line for each operation: its name, and a hash of its results in both precisions, by themselves and in blocks.</summary>
    public static IEnumerable<string> Lines() => KernelCases.Names.Order(StringComparer.Ordinal).Select(name => $"{name} {Hash(KernelCases.Of(name))}");

    public static int Print()
    {
        foreach (string line in Lines()) Console.WriteLine(line);
        return 0;
    }

    private static string Hash(Gen<KernelCase> cases)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var c in cases.Sample(CasesOfEach, new Rnd(20260101, 1), SizeOfCases))
        {
            Add<float>(hash, c);
            Add<double>(hash, c);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add<T>(IncrementalHash hash, KernelCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Inputs<T>();
        Append(c.Operation.Forward(x));
        if (PlannedKernels.InBlocks(c.Operation, x, c.Seed) is { } inBlocks) Append(inBlocks);

        // Which NaN comes out is the processor's choice.
        void Append(Tensor<T> result) => hash.AppendData(MemoryMarshal.AsBytes<T>(result.ToArray().Select(value => T.IsNaN(value) ? T.NaN : value).ToArray()));
    }
}
